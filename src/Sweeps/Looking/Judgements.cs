using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What a planned cell's judgement key stands for.</summary>
public static class Judgements
{
    public static JudgementRecord Of(SweepSpec spec, PlannedCell cell) => Of(spec, cell.Judge, cell.Question);

    public static JudgementRecord Of(SweepSpec spec, JudgeSpec judge, Question question)
    {
        var kind = JudgeProtocol.Kind(question.Type);
        var repeats = judge.RepeatsOf(kind);
        return new JudgementRecord
        {
            Kind = kind,
            Endpoint = judge.Endpoint ?? spec.Endpoint,
            Model = judge.ModelFor(question),
            Prompts = question.JudgePrompts,
            TopLogProbs = judge.Candidates(),
            MaxTokens = JudgeProtocol.MaxTokens(kind, repeats is not null),
            Repeats = repeats,
            InBatches = judge.Mode == CallMode.Batch,
            Choice = question.Choice,
        };
    }
}
