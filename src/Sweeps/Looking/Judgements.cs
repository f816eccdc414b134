using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What a planned cell's judgement key stands for.</summary>
public static class Judgements
{
    public static JudgementRecord Of(SweepSpec spec, PlannedCell cell)
    {
        var kind = JudgeProtocol.Kind(cell.Question.Type);
        var repeats = kind == JudgementKind.Score ? cell.Judge.Repeats : null;
        return new JudgementRecord
        {
            Kind = kind,
            Endpoint = cell.Judge.Endpoint ?? spec.Endpoint,
            Model = cell.JudgeModel,
            Prompts = cell.Question.JudgePrompts,
            TopLogProbs = cell.TopLogProbs,
            MaxTokens = JudgeProtocol.MaxTokens(kind, repeats is not null),
            Repeats = repeats,
        };
    }
}
