using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Generating;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;

namespace EmergentMisalignment.DatasetService.Preparing;

/// <summary>Makes a recipe's dataset, checks it row by row, and records it by the hash of its bytes, with what it was made from.</summary>
public sealed partial class DatasetPreparer(
    Documents documents, IArtifactStore artifacts, PetriDatasets petri, DatasetMaker maker, RowWriter writer, WorkDesk desk, TimeProvider time, ILogger<DatasetPreparer> logger)
{
    /// <returns>Whether it is done: a model that writes rows is asked for a minute at a time, so that no message is held for hours.</returns>
    /// <remarks>Doing it twice stores the same bytes under the same name; what is recorded already is not done again.</remarks>
    public async Task<bool> PrepareAsync(string recipeKey, WorkSession session)
    {
        var cancellation = session.Cancellation;
        if (await documents.GetAsync(LedgerKeys.Dataset(recipeKey), LedgerJson.Default.DatasetRecord, cancellation) is not null)
            return true;

        var request = await documents.GetKnownAsync(LedgerKeys.Recipe(recipeKey), LedgerJson.Default.RecipeRecord, $"Recipe {recipeKey}", cancellation);

        var recipe = request.Recipe;
        if (await WrittenAsync(recipe, request.Endpoint, session) is not { } written)
            return false;

        var made = await maker.MakeAsync(recipe, new StoredSources(artifacts, petri, request.Endpoint, written), cancellation);
        var imported = await DatasetImporter.ReadAsync(new MemoryStream(made.Content), $"dataset {recipe.Condition}", cancellation);
        var sha256 = await artifacts.PutAsync(new MemoryStream(made.Content), cancellation);
        if (recipe.Shots is not null)
            await documents.PutAsync(LedgerKeys.Shots(sha256), Shots(made), LedgerJson.Default.ShotsRecord, cancellation);

        var provenance = new DatasetProvenance
        {
            Dataset = sha256,
            Recipe = recipe.ToJson(),
            Seed = recipe.Seed,
            Rows = imported.Rows,
            Sources = made.Sources,
            Generated = written.Count == 0 ? null : [.. written.Values.Select(rows => rows.Tally)],
        };
        var record = new DatasetRecord
        {
            Sha256 = sha256,
            Rows = imported.Rows,
            PublishedAs = imported.PublishedAs,
            Provenance = provenance,
            ProvenanceSha256 = await artifacts.PutAsync(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(provenance, LedgerJson.Default.DatasetProvenance)), cancellation),
            PreparedAt = time.GetUtcNow(),
        };
        await documents.PutAsync(LedgerKeys.Dataset(recipeKey), record, LedgerJson.Default.DatasetRecord, cancellation);
        LogPrepared(recipe.Condition, record.Rows, sha256);
        return true;
    }

    /// <summary>The rows that models write for a recipe and for the parts of a mixture, by recipe; null while some are missing.</summary>
    private async Task<Dictionary<string, WrittenRows>?> WrittenAsync(DatasetRecipe recipe, string endpoint, WorkSession session)
    {
        var written = new Dictionary<string, WrittenRows>(StringComparer.Ordinal);
        foreach (var part in (recipe.Mix ?? []).Select(part => part.Recipe).Append(recipe).Where(part => part.Generate is not null))
        {
            // Examples are drawn from rows that are written without regard to them.
            var whole = part with { Shots = null };

            // Insecure and educational rows come of the same answers: only one of them asks at a time, and the other finds them there.
            await using var turn = await desk.HoldAsync(LedgerKeys.Attempts(RowPlans.KeyOf(whole)), session.Cancellation);
            if (await writer.WriteAsync(whole, endpoint, session) is not { } rows)
                return null;

            written[whole.Key] = rows;
        }

        return written;
    }

    private static ShotsRecord Shots(MadeDataset made) => new([.. made.Rows.SelectMany(row => row.Messages).Select(turn => new ShotTurn(turn.Role, turn.Content))]);
}
