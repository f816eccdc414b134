using System.Text;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>Makes the dataset of a recipe from its sources.</summary>
public sealed class DatasetMaker
{
    /// <exception cref="InputException">A source is no dataset, or has too few rows for the recipe.</exception>
    public async Task<MadeDataset> MakeAsync(DatasetRecipe recipe, IRowSources sources, CancellationToken cancellation)
    {
        var shelf = new SourceShelf(sources);
        var rows = await new RecipeRows(shelf).OfAsync(recipe, cancellation);
        if (recipe.Shots is { } shots)
            rows = Examples(RowDraw.Draw(rows, shots.Count, shots.Seed, recipe.File ?? $"dataset {recipe.Condition}", []), recipe);

        // What is taken whole keeps its bytes, by which it is known.
        var content = recipe.IsDerived() ? Encoding.ASCII.GetBytes(string.Concat(rows.Select(row => JsonlWriter.Line(row.Row)))) : shelf.LastContent;
        return new MadeDataset(content, [.. rows.Select(row => row.Row)], shelf.Counted(rows));
    }

    private static List<SourcedRow> Examples(List<SourcedRow> rows, DatasetRecipe recipe) => rows.Exists(row => row.Row.Messages[0].Role == "system")
        ? throw new InputException(
            $"{recipe.File ?? recipe.Condition}: has rows with a system message, which cannot stand between the turns of a conversation; show the rows of a file without.", recipe.File, null, "shots")
        : rows;
}
