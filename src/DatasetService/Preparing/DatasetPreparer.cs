using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.DatasetService.Preparing;

/// <summary>Makes a recipe's dataset, checks it row by row, and records it by the hash of its bytes, with what it was made from.</summary>
public sealed partial class DatasetPreparer(
    Documents documents, IArtifactStore artifacts, PetriDatasets petri, DatasetMaker maker, TimeProvider time, ILogger<DatasetPreparer> logger)
{
    /// <remarks>Doing it twice stores the same bytes under the same name; what is recorded already is not done again.</remarks>
    public async Task PrepareAsync(string recipeKey, CancellationToken cancellation)
    {
        if (await documents.GetAsync(LedgerKeys.Dataset(recipeKey), LedgerJson.Default.DatasetRecord, cancellation) is not null)
            return;

        var request = await documents.GetAsync(LedgerKeys.Recipe(recipeKey), LedgerJson.Default.RecipeRecord, cancellation)
            ?? throw new InvalidOperationException($"Recipe {recipeKey} is not in the ledger: submit the sweep again.");

        var recipe = request.Recipe;
        var made = await maker.MakeAsync(recipe, new StoredSources(artifacts, petri, request.Endpoint), cancellation);
        var imported = await DatasetImporter.ReadAsync(new MemoryStream(made.Content), $"dataset {recipe.Condition}", cancellation);
        var sha256 = await artifacts.PutAsync(new MemoryStream(made.Content), cancellation);
        if (recipe.Shots is not null)
            await documents.PutAsync(LedgerKeys.Shots(sha256), Shots(made), LedgerJson.Default.ShotsRecord, cancellation);

        var provenance = new DatasetProvenance { Dataset = sha256, Recipe = recipe.ToJson(), Seed = recipe.Seed, Rows = imported.Rows, Sources = made.Sources };
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
    }

    private static ShotsRecord Shots(MadeDataset made) => new([.. made.Rows.SelectMany(row => row.Messages).Select(turn => new ShotTurn(turn.Role, turn.Content))]);
}
