using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Adds a look up to what an operator sees.</summary>
public static class ProgressTally
{
    public static SweepProgress Of(SweepNeeds sweep, FoundWork? reused, DateTimeOffset submittedAt, DateTimeOffset at)
    {
        var fineTunes = sweep.Runs.Where(look => look.Run.FineTune is not null).ToList();
        var datasets = sweep.Runs.Where(look => look.Run.Dataset is not null).DistinctBy(look => look.Run.Dataset!.Key).ToList();
        var ready = fineTunes.Where(look => look.Facts.Model?.Status == ModelStatus.Ready).ToList();
        return new SweepProgress
        {
            SubmittedAt = submittedAt,
            Sequential = SequentialTally.Of(sweep),
            Datasets = new StageProgress(datasets.Count(look => look.Facts.Dataset is not null), datasets.Count, reused?.Datasets ?? 0),
            FineTunes = new StageProgress(ready.Count, fineTunes.Count, reused?.FineTunes ?? 0),
            Answers = new StageProgress(sweep.Runs.Sum(look => look.Needs.Answers), sweep.Samples, reused?.Answers ?? 0),
            Verdicts = new StageProgress(sweep.Runs.Sum(look => look.Needs.Verdicts), sweep.Verdicts, reused?.Verdicts ?? 0),
            Runs = new StageProgress(sweep.Runs.Count(look => look.Needs.IsArchived), sweep.Runs.Count, reused?.Runs ?? 0),
            Training = fineTunes.Count(look => look.Facts.Model?.Status == ModelStatus.Running),
            Failures = [.. sweep.Runs.SelectMany(look => look.Needs.Failures), .. sweep.Canaries.Select(canary => canary.Failure).OfType<string>()],
            IsSettled = sweep.IsSettled,
            At = at,
        };
    }

    public static FoundWork Reused(SweepNeeds sweep, DateTimeOffset submittedAt)
    {
        var progress = Of(sweep, null, submittedAt, submittedAt);
        return new FoundWork
        {
            SubmittedAt = submittedAt,
            Datasets = progress.Datasets.Done,
            FineTunes = progress.FineTunes.Done,
            Answers = progress.Answers.Done,
            Verdicts = progress.Verdicts.Done,
            Runs = progress.Runs.Done,
        };
    }
}
