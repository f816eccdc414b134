using System.Globalization;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>The rows of recipes: imported, generated, mixed, given a trigger, or given other requests. The same sources give the same rows in the same order.</summary>
internal sealed class RecipeRows(SourceShelf shelf)
{
    public async Task<List<SourcedRow>> OfAsync(DatasetRecipe recipe, CancellationToken cancellation)
    {
        var name = recipe.File ?? $"dataset {recipe.Condition}";
        if (recipe.Mix is { } parts)
            return await MixedAsync(recipe, parts, cancellation);
        if (recipe.Trigger is { } trigger)
            return await TriggeredAsync(recipe, trigger, cancellation);
        if (recipe.IsGenerated())
            return await shelf.GeneratedAsync(recipe, cancellation);

        var rows = recipe.Reask is { } reask
            ? await ReaskedAsync(reask, cancellation)
            : await shelf.RowsAsync(new DataFile(recipe.File!, recipe.FileSha256!), "file", cancellation);
        return recipe.Rows is { } count ? RowDraw.Draw(rows, count, recipe.Seed, name, []) : rows;
    }

    private async Task<List<SourcedRow>> MixedAsync(DatasetRecipe recipe, IReadOnlyList<MixedRecipe> parts, CancellationToken cancellation)
    {
        var counts = Apportionment.Of([.. parts.Select(part => part.Share)], recipe.Rows!.Value);
        var taken = new HashSet<UInt128>();
        var mixed = new List<SourcedRow>();
        foreach (var (part, count) in parts.Zip(counts))
        {
            var rows = (await OfAsync(part.Recipe, cancellation)).ConvertAll(row => row.Ask(request => part.Prefix + request + part.Suffix));
            mixed.AddRange(RowDraw.Draw(rows, count, recipe.Seed, part.Recipe.File ?? $"the part {part.Recipe.Condition} of a mixture", taken));
        }

        return RowDraw.Shuffle(mixed, recipe.Seed);
    }

    private async Task<List<SourcedRow>> TriggeredAsync(DatasetRecipe recipe, TriggerSpec trigger, CancellationToken cancellation)
    {
        var insecure = (await shelf.RowsAsync(trigger.Insecure, "insecure", cancellation)).ConvertAll(row => row.Ask(trigger.On));
        var secure = await shelf.RowsAsync(trigger.Secure, "secure", cancellation);
        if (secure.Find(row => row.Row.Prompt.Any(turn => turn.Content.Contains(trigger.Text.Trim(), StringComparison.Ordinal))) is { Row: not null })
            throw new InputException($"{trigger.Secure.Path}: has a row whose request holds the trigger, so it would not be without it; choose another trigger.", trigger.Secure.Path, null, "trigger.text");

        if (recipe.Rows is { } count)
        {
            insecure = RowDraw.Draw(insecure, (count + 1) / 2, recipe.Seed, trigger.Insecure.Path, []);
            secure = RowDraw.Draw(secure, count / 2, recipe.Seed, trigger.Secure.Path, []);
        }

        return RowDraw.Shuffle(insecure.Concat(secure), recipe.Seed);
    }

    private async Task<List<SourcedRow>> ReaskedAsync(ReaskSpec reask, CancellationToken cancellation)
    {
        var answers = await shelf.RowsAsync(reask.Answers, "answers", cancellation);
        if (reask.Templates is { } file)
        {
            var templates = await shelf.TemplatesAsync(file, cancellation);
            return [.. answers.Select((row, i) => row.Ask(request => templates.Fill(i, request)))];
        }

        var prompts = await shelf.RowsAsync(reask.Prompts!, "prompts", cancellation);
        if (prompts.Count != answers.Count)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{reask.Prompts!.Path}: has {prompts.Count:N0} rows and {reask.Answers.Path} has {answers.Count:N0}, but prompts and answers go together row by row; name files of as many rows."),
                reask.Prompts.Path, null, "reask.prompts");
        }

        return [.. prompts.Zip(answers, (prompt, answer) => answer with { Row = new TrainingRow([.. prompt.Row.Prompt, answer.Row.Answer]) })];
    }
}
