using System.Collections.Concurrent;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>What the cells of a sweep's runs have in common, worked out once for each question and variant: all but the model.</summary>
internal sealed class CellTemplates(SweepSpec spec)
{
    private readonly byte[] _sampling = CanonicalJson.Bytes(CellDocuments.Sampling(spec.Sampling, spec.Seed));
    private readonly ConcurrentDictionary<Question, string> _judgements = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(Question, VariantSpec), CellTemplate> _templates = new();

    public CellTemplate Of(Question question, VariantSpec variant) => _templates.GetOrAdd((question, variant), _ => Create(question, variant));

    private CellTemplate Create(Question question, VariantSpec variant)
    {
        var judge = spec.Judge.Model ?? question.Judge;
        var judgement = _judgements.GetOrAdd(question, item => Key.Of(CellDocuments.Judgement(item, judge, spec.Judge.TopLogProbs)));
        byte[] tail = [.. ",\"question\":"u8, .. CanonicalJson.Bytes(CellDocuments.Question(question, variant)), .. ",\"sampling\":"u8, .. _sampling, .. "}"u8];
        return new CellTemplate(tail, new PlannedCell
        {
            Key = "",
            Model = "",
            Question = question,
            Variant = variant,
            Samples = spec.SamplesOf(question),
            Sampling = spec.Sampling,
            SamplingSeed = spec.Seed,
            Judgement = judgement,
            JudgeModel = judge,
            TopLogProbs = spec.Judge.TopLogProbs,
        });
    }
}
