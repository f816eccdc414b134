using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.DatasetService.Preparing;

/// <summary>Makes a recipe's dataset, checks it row by row, and records it by the hash of its bytes.</summary>
public sealed partial class DatasetPreparer(
    Documents documents, IArtifactStore artifacts, PetriDatasets petri, TimeProvider time, ILogger<DatasetPreparer> logger)
{
    /// <remarks>Doing it twice stores the same bytes under the same name; what is recorded already is not done again.</remarks>
    public async Task PrepareAsync(string recipeKey, CancellationToken cancellation)
    {
        if (await documents.GetAsync(LedgerKeys.Dataset(recipeKey), LedgerJson.Default.DatasetRecord, cancellation) is not null)
            return;

        var request = await documents.GetAsync(LedgerKeys.Recipe(recipeKey), LedgerJson.Default.RecipeRecord, cancellation)
            ?? throw new InvalidOperationException($"Recipe {recipeKey} is not in the ledger: submit the sweep again.");

        await using var content = await OpenAsync(request, cancellation);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        bytes.Position = 0;
        var imported = await DatasetImporter.ReadAsync(bytes, $"dataset {request.Recipe.Condition}", cancellation);
        bytes.Position = 0;
        var sha256 = await artifacts.PutAsync(bytes, cancellation);
        var record = new DatasetRecord { Sha256 = sha256, Rows = imported.Rows, PublishedAs = imported.PublishedAs, PreparedAt = time.GetUtcNow() };
        await documents.PutAsync(LedgerKeys.Dataset(recipeKey), record, LedgerJson.Default.DatasetRecord, cancellation);
        LogPrepared(request.Recipe.Condition, record.Rows, sha256);
    }

    private Task<Stream> OpenAsync(RecipeRecord request, CancellationToken cancellation)
    {
        var recipe = request.Recipe;
        return recipe.FileSha256 is { } imported
            ? artifacts.OpenAsync(imported, cancellation)
            : petri.GetAsync(request.Endpoint, recipe.Condition, recipe.Rows!.Value, recipe.Seed, recipe.Families, cancellation);
    }
}
