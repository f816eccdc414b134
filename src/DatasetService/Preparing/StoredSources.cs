using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Generating;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.DatasetService.Preparing;

/// <summary>Files by their hash from the artifacts, generated rows from an endpoint's world, or those that a model wrote.</summary>
internal sealed class StoredSources(IArtifactStore artifacts, PetriDatasets petri, string endpoint, IReadOnlyDictionary<string, WrittenRows> written) : IRowSources
{
    public Task<Stream> OpenAsync(DataFile file, CancellationToken cancellation) => artifacts.OpenAsync(file.Sha256, cancellation);

    public Task<Stream> GenerateAsync(DatasetRecipe recipe, CancellationToken cancellation) => recipe.Generate is not null
        ? Task.FromResult<Stream>(new MemoryStream(written[(recipe with { Shots = null }).Key].Content))
        : petri.GetAsync(endpoint, recipe.Condition, recipe.Rows!.Value, recipe.Seed, recipe.Families, cancellation);
}
