using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>
/// Why a run was computed where another was there already. What follows from an earlier part, such as a model from other training rows, is told from what a part has changed of
/// its own.
/// </summary>
public static class LineageDiff
{
    /// <summary>The parts whose keys differ, in the order in which they are computed; empty where all was taken over.</summary>
    public static IReadOnlyList<StageDifference> Between(RunLineage before, RunLineage after) =>
        [.. Made(before, after), .. Asked(before, after, Pairs(before, after))];

    /// <summary>The same of two keys, as far as what they name goes.</summary>
    public static IReadOnlyList<StageDifference> Between(KeyPlace before, KeyPlace after)
    {
        var until = before.Stage > after.Stage ? before.Stage : after.Stage;
        List<StageDifference> differences = [.. Made(before.Run, after.Run)];
        if (before.Cell is { } one && after.Cell is { } other)
            differences.AddRange(Asked(before.Run, after.Run, [(one, other)]));

        // Who judges does not depend on who answered.
        return until == LineageStage.Verdicts ? [.. differences.Where(difference => difference.Stage == LineageStage.Verdicts)] : [.. differences.Where(difference => difference.Stage <= until)];
    }

    private static IEnumerable<StageDifference> Made(RunLineage before, RunLineage after)
    {
        var rows = before.DatasetKey != after.DatasetKey;
        if (rows)
            yield return Of(LineageStage.Dataset, before.DatasetKey, after.DatasetKey, null, before.DatasetDocument, after.DatasetDocument);
        if (before.ModelKey == after.ModelKey && (before.ModelKey is not null || !rows))
            yield break;

        yield return Of(
            LineageStage.Model, before.ModelKey, after.ModelKey, rows ? LineageStage.Dataset : null, before.ModelDocument, after.ModelDocument, without: rows ? ["dataset", "examples"] : []);
    }

    private static IEnumerable<StageDifference> Asked(RunLineage before, RunLineage after, IReadOnlyList<(PlannedCell Before, PlannedCell After)> cells)
    {
        var model = before.ModelKey != after.ModelKey;
        var answers = from cell in cells
                      where cell.Before.Key != cell.After.Key
                      let own = Own(cell.Before.ToJson(), cell.After.ToJson(), model ? ["model"] : [])
                      select (cell, own);
        foreach (var stage in Together(LineageStage.Answers, answers, cell => cell.Key, cell => Name(cell), model ? LineageStage.Model : null))
            yield return stage;

        var verdicts = from cell in cells
                       where cell.Before.Judgement != cell.After.Judgement
                       select (cell, Own(cell.Before.JudgementToJson(), cell.After.JudgementToJson(), []));
        foreach (var stage in Together(LineageStage.Verdicts, verdicts, cell => cell.Judgement, cell => $"{cell.Question.Id} by {cell.Judge.Name()}", null))
            yield return stage;
    }

    /// <summary>Questions that differ by the same settings are one difference.</summary>
    private static IEnumerable<StageDifference> Together(
        LineageStage stage, IEnumerable<((PlannedCell Before, PlannedCell After) Cell, IReadOnlyList<KeyDifference> Own)> cells, Func<PlannedCell, string> key, Func<PlannedCell, string> name,
        LineageStage? follows) =>
        from cell in cells
        group cell by string.Join('\n', cell.Own) into alike
        let first = alike.First()
        select new StageDifference
        {
            Stage = stage,
            Questions = [.. alike.Select(cell => name(cell.Cell.After)).Distinct()],
            BeforeKey = key(first.Cell.Before),
            AfterKey = key(first.Cell.After),
            FollowsFrom = follows,
            Settings = first.Own,
        };

    /// <summary>Cells of the same question, variant and checkpoint, under the judges of the same place: the first one is the first one, whoever it is.</summary>
    private static IReadOnlyList<(PlannedCell Before, PlannedCell After)> Pairs(RunLineage before, RunLineage after)
    {
        var known = Placed(before).GroupBy(placed => placed.Place).ToDictionary(place => place.Key, place => place.First().Cell);
        return [.. from placed in Placed(after) where known.ContainsKey(placed.Place) select (known[placed.Place], placed.Cell)];

        static IEnumerable<((string, string?, int?, int) Place, PlannedCell Cell)> Placed(RunLineage run)
        {
            List<JudgeSpec> judges = [.. run.Spec.Judges()];
            return run.Cells().Select(cell => ((cell.Question.Id, cell.Variant.Name, cell.Checkpoint, judges.IndexOf(cell.Judge)), cell));
        }
    }

    private static StageDifference Of(
        LineageStage stage, string? beforeKey, string? afterKey, LineageStage? follows, JsonObject? before, JsonObject? after, IReadOnlyList<string>? without = null) => new()
        {
            Stage = stage,
            Questions = [],
            BeforeKey = beforeKey,
            AfterKey = afterKey,
            FollowsFrom = follows,
            Settings = Own(before ?? [], after ?? [], without ?? []),
        };

    private static IReadOnlyList<KeyDifference> Own(JsonObject before, JsonObject after, IReadOnlyList<string> without) =>
        [.. KeyDiff.Between(before, after).Where(difference => !without.Contains(difference.Path))];

    private static string Name(PlannedCell cell) =>
        $"{cell.Question.Id}{(cell.Variant.Name is { } variant ? $" with {variant}" : "")}{(cell.Checkpoint is { } step ? $" after {step} steps" : "")}";
}
