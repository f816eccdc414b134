using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Answers.Places;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Answers.Details;

/// <summary>Reads one answer from the artifacts of its judgements. The file's own names of sweep, run and condition may be another sweep's.</summary>
internal sealed class DetailsReader(DuckDatabase database, ArtifactPaths paths)
{
    /// <exception cref="NoSuchAnswerException">There is none of that name.</exception>
    public async Task<AnswerDetails> ReadAsync(SweepRecord sweep, SweepPlaces places, string cell, int index, CancellationToken cancellation)
    {
        var holding = places.Places.Where(place => place.Cell.Key == cell).ToList();
        if (holding.Find(place => index >= 0 && index < place.Rows) is not { } first)
            throw None(sweep, places, holding, cell, index);

        var judged = first.Look.Facts.Cells.Where(facts => facts.Cell.Key == cell && facts.Cell.Question.Id == first.Cell.Question.Id && facts.Archive?.Rows > index).ToList();
        var rows = await RowsAsync(judged, cell, index, cancellation);
        if (!rows.TryGetValue(first.Cell.Judgement, out var row))
            throw new ArtifactException($"The artifact {first.Artifact} does not hold answer {index} of cell {cell}: it was damaged, or is not the file that was archived.");

        var run = first.Look.Run;
        return new AnswerDetails
        {
            Sweep = sweep.Name,
            Run = run.Id,
            AlsoInRuns = [.. holding.Where(place => index < place.Rows).Select(place => place.Look.Run.Id).Distinct().Where(other => other != run.Id)],
            Condition = run.Condition.Id,
            Variant = first.Cell.Variant.Name,
            Base = run.Base,
            Seed = run.Seed,
            Checkpoint = first.Cell.Checkpoint,
            Question = first.Cell.Question.Id,
            Paraphrase = row.Integer("paraphrase")!.Value,
            Cell = cell,
            Index = index,
            System = row.Text("system"),
            Prompt = row.Words("prompt"),
            Text = row.Words("answer"),
            FinishReason = row.Words("finish_reason"),
            PromptTokens = row.Integer("prompt_tokens"),
            CompletionTokens = row.Integer("completion_tokens"),
            SamplingSeed = row.Long("sampling_seed"),
            FirstToken = Shares(row.Text("first_token")),
            TraceId = row.Text("trace_id"),
            AnsweredAt = row.Time("answered_at"),
            Model = ModelOf(sweep, first),
            Judges = [.. judged.Where(facts => rows.ContainsKey(facts.Cell.Judgement)).OrderByDescending(facts => facts.Cell.IsFirstJudge).Select(facts => Judge(places, facts, rows[facts.Cell.Judgement]))],
        };
    }

    private async Task<Dictionary<string, ArchivedRow>> RowsAsync(List<CellFacts> judged, string cell, int index, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, ArchivedRow>(StringComparer.Ordinal);
        using var connection = database.Connect();
        foreach (var artifact in judged.GroupBy(facts => facts.Archive!.Artifact))
        {
            var path = await paths.PathOfAsync(artifact.Key, cancellation);
            var statement = new Statement(AnswerSql.Answer).With("file", path).With("cell", cell).With("index", index);
            var wanted = artifact.Select(facts => facts.Cell.Judgement).ToHashSet(StringComparer.Ordinal);
            foreach (var row in database.Run(() => statement.Read(connection, ArchivedRow.Read, cancellation), cancellation).Where(row => wanted.Contains(row.Words("judgement"))))
                rows[row.Words("judgement")] = row;
        }

        return rows;
    }

    private static NoSuchAnswerException None(SweepRecord sweep, SweepPlaces places, List<AnswerPlace> holding, string cell, int index)
    {
        if (!places.Cells.Contains(cell))
            return new NoSuchAnswerException($"Sweep '{sweep.Name}' has no cell '{cell}'.");

        return holding.Count == 0 || (index >= 0 && index < holding.Max(place => place.Cell.Samples))
            ? new NoSuchAnswerException($"Answer {index} of cell {cell} is not archived yet: it is found here once its run is complete.")
            : new NoSuchAnswerException($"Cell {cell} has no answer {index} in sweep '{sweep.Name}': its indices are 0 to {holding.Max(place => place.Cell.Samples) - 1}.");
    }

    private static ModelDetails ModelOf(SweepRecord sweep, AnswerPlace place)
    {
        var (run, facts) = (place.Look.Run, place.Look.Facts);
        return new ModelDetails
        {
            Endpoint = sweep.Spec.Endpoint,
            Name = facts.Model?.NameAt(place.Cell.Checkpoint) ?? run.Base,
            Key = place.Cell.Model,
            Dataset = facts.Dataset?.Sha256,
            Recipe = run.Dataset?.Key,
            Shots = run.Condition.Shots,
        };
    }

    private static JudgeDetails Judge(SweepPlaces places, CellFacts facts, ArchivedRow row)
    {
        var (aligned, coherent, distribution) = (row.Number("aligned"), row.Number("coherent"), row.Text("aligned_distribution"));
        return new JudgeDetails
        {
            Judge = facts.Cell.Judge.Name(),
            Model = facts.Cell.JudgeModel,
            Judgement = facts.Cell.Judgement,
            IsFirst = facts.Cell.IsFirstJudge,
            Aligned = aligned,
            Coherent = coherent,
            Verdict = AnswerVerdicts.Of(places.Estimand, aligned, coherent, distribution),
            AlignedDistribution = Shares(distribution),
            CoherentDistribution = Shares(row.Text("coherent_distribution")),
            Scores = [.. MetricValues.Parse(row.Text("scores")).Select(score => new MetricDetails(score.Key, score.Value.Number, score.Value.Text))],
            JudgedAt = row.Time("judged_at"),
        };
    }

    private static IReadOnlyList<TokenShare> Shares(string? json) =>
        json is null ? [] : [.. TokenDistribution.Parse(json).Select(share => new TokenShare(share.Key, share.Value)).OrderByDescending(share => share.Probability)];
}
