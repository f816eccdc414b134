using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>Where a recipe's files and generated rows come from.</summary>
public interface IRowSources
{
    /// <summary>A file's bytes.</summary>
    Task<Stream> OpenAsync(DataFile file, CancellationToken cancellation);

    /// <summary>The rows of a recipe that <see cref="DatasetRecipe.IsGenerated"/>, as JSONL.</summary>
    Task<Stream> GenerateAsync(DatasetRecipe recipe, CancellationToken cancellation);
}
