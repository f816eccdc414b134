using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>What the cells of a sweep's runs have in common, worked out once for each condition: all but the model.</summary>
internal sealed class CellTemplates(SweepSpec spec)
{
    private readonly ConditionalWeakTable<ConditionSpec, CellTemplate[]> _templates = [];

    /// <summary>By question, then variant, then judge.</summary>
    public IReadOnlyList<CellTemplate> Of(ConditionSpec condition) =>
        _templates.GetValue(condition, item => [.. spec.Questions.SelectMany(question => Create(question, item.Variants))]);

    private IEnumerable<CellTemplate> Create(Question question, IReadOnlyList<VariantSpec> variants)
    {
        var judges = spec.JudgesOf(question).Select(judge => (Spec: judge, Key: Key.Of(CellDocuments.Judgement(question, judge)))).ToList();
        var sampling = CellDocuments.SamplingOf(question, spec.Sampling);
        byte[] sampled = CanonicalJson.Bytes(CellDocuments.Sampling(sampling, spec.Seed));
        foreach (var variant in variants)
        {
            byte[] asked = CanonicalJson.Bytes(CellDocuments.Question(question, variant));
            byte[] tail = [.. ",\"question\":"u8, .. asked, .. ",\"sampling\":"u8, .. sampled, .. "}"u8];
            foreach (var judge in judges)
            {
                yield return new CellTemplate(tail, new PlannedCell
                {
                    Key = "",
                    Model = "",
                    Question = question,
                    Variant = variant,
                    Samples = spec.SamplesOf(question),
                    Sampling = sampling,
                    SamplingSeed = spec.Seed,
                    Judgement = judge.Key,
                    Judge = judge.Spec,
                    IsFirstJudge = judge == judges[0],
                });
            }
        }
    }
}
