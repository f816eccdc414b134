using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Unit.Services;

/// <summary>What a report counts of a sweep that a workshop has worked on.</summary>
internal static class Evaluations
{
    public static async Task<(SweepTally Tally, string File)> TallyAsync(this Workshop workshop, SweepSpec spec, DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.parquet");
        var needs = new SweepNeeds(SweepPlan.Create(spec), [await workshop.LookAsync(spec)]);
        return (await new AnswersFile(new SweepAnswers(workshop.Rows)).WriteAsync(file, spec, needs, CancellationToken.None), file);
    }
}
