using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>
/// From what is planned and what is there to what is missing: a pure function, like a Kubernetes controller's. It remembers nothing, so a purged queue,
/// a dead worker or a restarted Redis is not a case of its own.
/// </summary>
public static class Reconciler
{
    /// <param name="run">The run as planned.</param>
    /// <param name="facts">What the ledger says of it.</param>
    /// <param name="shardSize">Samples in one unit of work.</param>
    /// <param name="failures">Failures by the name of the shard, recipe, model or (for its archive) run, those only that are final.</param>
    public static RunNeeds Decide(Run run, RunFacts facts, int shardSize, IReadOnlyDictionary<string, Failure> failures)
    {
        if (run.Dataset is { } recipe && facts.Dataset is null)
        {
            return failures.TryGetValue(recipe.Key, out var failure)
                ? new RunNeeds { Failures = [$"run {run.Id}: its dataset could not be prepared: {failure.Cause}"] }
                : new RunNeeds { Dataset = true };
        }

        if (facts.Model is not { Status: ModelStatus.Ready })
            return FineTune(run, facts, failures);

        var shards = Shards(run, facts, shardSize, failures);

        // The model may be trained once more, so nothing is asked of it; what it has answered counts.
        return facts.LacksCheckpoints ? FineTune(run, facts, failures) with { Answers = shards.Answers, Verdicts = shards.Verdicts } : shards;
    }

    private static RunNeeds FineTune(Run run, RunFacts facts, IReadOnlyDictionary<string, Failure> failures)
    {
        if (facts.Model is { Status: ModelStatus.Failed, Error: var error })
            return new RunNeeds { Failures = [$"run {run.Id}: its fine-tune failed: {error}"] };

        return failures.TryGetValue(facts.ModelKey!, out var failure)
            ? new RunNeeds { Failures = [$"run {run.Id}: its fine-tune could not be followed: {failure.Cause}"] }
            : new RunNeeds { FineTune = true };
    }

    private static RunNeeds Shards(Run run, RunFacts facts, int shardSize, IReadOnlyDictionary<string, Failure> failures)
    {
        List<ShardNeed> sample = [], judge = [];
        List<string> failed = [];
        long answers = 0, verdicts = 0;

        foreach (var cell in facts.Cells)
        {
            if (cell.IsArchived)
            {
                answers += cell.Cell.IsFirstJudge ? cell.Cell.Samples : 0;
                verdicts += cell.Cell.Samples;
                continue;
            }

            foreach (var range in Experiments.Plans.Shards.Of(cell.Cell.Samples, shardSize))
            {
                var unanswered = cell.Answers.Missing(range.Start, range.Count).Count;
                var unjudged = cell.Verdicts.Missing(range.Start, range.Count).Count;
                answers += cell.Cell.IsFirstJudge ? range.Count - unanswered : 0;
                verdicts += range.Count - unjudged;

                // What a further judge lacks answers to waits for the first one's shard, which brings them.
                if ((unanswered == 0 && unjudged == 0) || (unanswered > 0 && !cell.Cell.IsFirstJudge))
                    continue;

                var need = new ShardNeed(cell.Cell, range, unanswered > 0 ? unanswered : unjudged);
                if (failures.TryGetValue(((IShard)need.ToSample("")).Name, out var failure))
                    failed.Add($"run {run.Id}, question {cell.Cell.Question.Id}, samples {range.Start} to {range.Start + range.Count - 1}: {failure.Cause}");
                else
                    (unanswered > 0 ? sample : judge).Add(need);
            }
        }

        var isArchived = facts.Cells.All(cell => cell.IsArchived);
        if (!isArchived && failures.TryGetValue(run.Id, out var unarchived))
            failed.Add($"run {run.Id}: its answers could not be archived: {unarchived.Cause}");

        return new RunNeeds
        {
            Sample = sample,
            Judge = judge,
            Failures = failed,
            Answers = answers,
            Verdicts = verdicts,
            IsArchived = isArchived,
            Archive = !isArchived && sample.Count == 0 && judge.Count == 0 && failed.Count == 0 && !facts.Cells.Any(cell => cell.MayGrow),
            Release = [.. facts.Cells.Where(cell => cell.IsArchived && !cell.Archive!.Released)],
        };
    }
}
