using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Cli.Local;

/// <summary>The dataset files that a sweep names: checked before the start, then stored as artifacts so that any service can read them.</summary>
internal static class SweepImport
{
    /// <summary>Checks every file line by line, and makes what is made from files, so that too few rows show before anything is paid for.</summary>
    public static async Task CheckAsync(SweepSpec spec, CancellationToken cancellation)
    {
        foreach (var file in FilesOf(spec).Except(TextsOf(spec)))
            await DatasetImporter.ReadAsync(file, cancellation);

        foreach (var (condition, recipe) in DerivedOf(spec))
        {
            try
            {
                await new DatasetMaker().MakeAsync(recipe, new FileSources(), cancellation);
            }
            catch (InputException exception)
            {
                throw new InputException($"conditions.{condition}: {exception.Message}", exception.File, exception.Line, exception.Key, exception);
            }
        }
    }

    public static async Task StoreAsync(SweepSpec spec, IArtifactStore artifacts, CancellationToken cancellation)
    {
        foreach (var file in FilesOf(spec))
        {
            await using var content = File.OpenRead(file);
            await artifacts.PutAsync(content, cancellation);
        }
    }

    private static IEnumerable<(string Condition, DatasetRecipe Recipe)> DerivedOf(SweepSpec spec) =>
        from run in SweepPlan.Create(spec).Runs.DistinctBy(run => run.Condition.Id)
        let recipe = run.Dataset
        where recipe is not null && recipe.IsDerived() && !recipe.IsGenerated() && recipe.Mix?.Any(part => part.Recipe.IsGenerated()) != true
        select (run.Condition.Id, recipe);

    /// <summary>Files that hold no rows: requests and tasks, which the loader has read already.</summary>
    private static IEnumerable<string> TextsOf(SweepSpec spec) =>
        spec.Conditions.SelectMany(condition => (condition.Generate?.Files() ?? []).Append(condition.Reask?.Templates)).OfType<DataFile>().Select(file => file.Path);

    private static IEnumerable<string> FilesOf(SweepSpec spec) =>
        spec.Conditions.SelectMany(condition => condition.Files()).Select(file => file.Path).Distinct(StringComparer.Ordinal);
}
