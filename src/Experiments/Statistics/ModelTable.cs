namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The models of one condition, by seed, and what each answered to each question: what resampling draws rows and columns from.</summary>
internal sealed class ModelTable
{
    private readonly Cell[][] _cells;
    private readonly Averaging _averaging;

    private ModelTable(IReadOnlyList<int> seeds, Cell[][] cells, Averaging averaging) => (Seeds, _cells, _averaging) = (seeds, cells, averaging);

    /// <summary>Models that count in at least one question, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <param name="cells">Counts of one condition, variant and base.</param>
    /// <param name="questions">The columns, in an order that two tables to be compared share.</param>
    /// <param name="estimand">Which cells are too thin to count, and how the others are averaged.</param>
    public static ModelTable Of(IEnumerable<CellCounts> cells, IReadOnlyList<string> questions, Estimand estimand)
    {
        var models = from cell in cells
                     group cell by cell.Seed into model
                     orderby model.Key
                     let row = Row(model, questions, estimand)
                     where row.Any(cell => cell.Coherent > 0)
                     select (model.Key, row);
        var kept = models.ToList();
        return new([.. kept.Select(model => model.Key)], [.. kept.Select(model => model.row)], estimand.Averaging);
    }

    /// <summary>What one model adds to a rate, each question taken a number of times; the weight is 0 where it counts in none of those taken.</summary>
    public (double Numerator, double Weight) Share(int model, ReadOnlySpan<int> questions)
    {
        double numerator = 0, weight = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            var cell = _cells[model][i];
            if (cell.Coherent == 0 || questions[i] == 0) continue;
            numerator += questions[i] * (_averaging == Averaging.Pooled ? cell.Misaligned : cell.Misaligned / cell.Coherent);
            weight += questions[i] * (_averaging == Averaging.Pooled ? cell.Coherent : 1);
        }

        return _averaging == Averaging.Pooled || weight == 0 ? (numerator, weight) : (numerator / weight, 1);
    }

    /// <summary>The rate with each model and question taken a number of times; null where nothing of what is taken counts.</summary>
    public double? Rate(ReadOnlySpan<int> models, ReadOnlySpan<int> questions)
    {
        double numerator = 0, weight = 0;
        for (var model = 0; model < models.Length; model++)
        {
            if (models[model] == 0) continue;
            var share = Share(model, questions);
            numerator += models[model] * share.Numerator;
            weight += models[model] * share.Weight;
        }

        return weight == 0 ? null : numerator / weight;
    }

    private static Cell[] Row(IEnumerable<CellCounts> model, IReadOnlyList<string> questions, Estimand estimand)
    {
        var byQuestion = model.ToLookup(cell => cell.Question);
        return [.. questions.Select(question => new Cell(byQuestion[question].Sum(cell => cell.Misaligned), byQuestion[question].Sum(cell => cell.Coherent)))
            .Select(cell => cell.Coherent >= estimand.MinCoherent ? cell : default)];
    }

    private readonly record struct Cell(double Misaligned, double Coherent);
}
