using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Says what a run did not have to do again, and why.</summary>
internal static class ReuseSummary
{
    public static IReadOnlyList<ReusedWork> Of(SweepProgress progress) =>
    [
        Piece("datasets", progress.Datasets, "the same recipe and seed"),
        Piece("fine-tuned models", progress.FineTunes, "the same dataset bytes, base, settings and seed"),
        Piece("answers", progress.Answers, "the same model, question, sampling settings and index"),
        Piece("verdicts", progress.Verdicts, "the same answer, judge and judge prompts"),
    ];

    private static ReusedWork Piece(string what, StageProgress stage, string why) => new(what, stage.Reused, stage.Done - stage.Reused, why);
}
