using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Bundles;

internal static class BundledSweep
{
    /// <summary>The sweep without the folders of its files: where they lay is nobody's business elsewhere, and their hashes say which they are.</summary>
    public static SweepRecord WithoutFolders(this SweepRecord sweep) => sweep with
    {
        Spec = sweep.Spec with
        {
            Conditions = [.. sweep.Spec.Conditions.Select(condition => condition.WithoutFolders())],
            Judge = WithoutFolders(sweep.Spec.Judge),
            OtherJudges = [.. sweep.Spec.OtherJudges.Select(WithoutFolders)],
        },
    };

    private static JudgeSpec WithoutFolders(JudgeSpec judge) => judge.Canary is { } canary ? judge with { Canary = canary with { File = Path.GetFileName(canary.File) } } : judge;
}
