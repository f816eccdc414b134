namespace EmergentMisalignment.Reports.Figures;

/// <summary>A horizontal strip of the figure: a row of results, or the heading of a base model.</summary>
internal sealed record Band(double Top, double Height, ResultRow? Row, string? Heading)
{
    private const double RowHeight = 32;
    private const double HeadingHeight = 30;

    public double Middle => Top + (Height / 2);
    public double Bottom => Top + Height;

    /// <summary>Stacks the grid's rows from a height downwards. Base models get headings only where there are several.</summary>
    public static IReadOnlyList<Band> Stack(ResultGrid grid, double top)
    {
        var bands = new List<Band>();
        void Add(double height, ResultRow? row, string? heading)
        {
            bands.Add(new(top, height, row, heading));
            top += height;
        }

        foreach (var baseModel in grid.Bases)
        {
            if (grid.Bases.Count > 1) Add(HeadingHeight, null, baseModel);
            foreach (var row in grid.Of(baseModel)) Add(RowHeight, row, null);
        }

        return bands;
    }
}
