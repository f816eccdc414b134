namespace EmergentMisalignment.Unit.BadData;

/// <summary>The mutations of every format.</summary>
internal static class Corpora
{
    public static readonly IReadOnlyList<Mutations> All =
    [
        DatasetMutations.All, SweepMutations.All, SteeredSweepMutations.All, JudgedSweepMutations.All, QuestionMutations.All, ResultsMutations.All, JudgeCallMutations.All, SummaryMutations.All,
        SmallMutations.Estimand, SmallMutations.RequestTemplates, CanaryMutations.All, SuiteMutations.Mmlu, SuiteMutations.TruthfulCsv, SuiteMutations.TruthfulJson, SuiteMutations.StrongReject,
        GenerationMutations.Tasks, GenerationMutations.Templates, GenerationMutations.Numbers,
    ];

    public static Mutations Of(string format) => All.Single(mutations => mutations.Format.Name == format);
}
