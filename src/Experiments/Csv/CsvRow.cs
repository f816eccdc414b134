namespace EmergentMisalignment.Experiments.Csv;

/// <summary>A row of a CSV file.</summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Fields">What is in it, without the quotes.</param>
public sealed record CsvRow(string File, int Line, IReadOnlyList<string> Fields)
{
    /// <summary>Whether this row, which is a header, has a column.</summary>
    public bool Has(string name) => Fields.Any(field => field.Trim() == name);

    /// <summary>The place of a column in this row, which is a header.</summary>
    /// <param name="name">The column; white space around it in the file does not count.</param>
    /// <param name="remedy">What to do where there is none, as the end of a sentence.</param>
    /// <exception cref="InputException">There is none, or there are two.</exception>
    public int Column(string name, string remedy)
    {
        List<int> places = [.. Fields.Index().Where(field => field.Item.Trim() == name).Select(field => field.Index)];
        return places.Count switch
        {
            1 => places[0],
            0 => throw Error(name, $"is no column of the header; {remedy}."),
            _ => throw Error(name, "stands twice in the header; remove one of the two columns."),
        };
    }

    /// <summary>Checks that this row has a field for each of the header's.</summary>
    /// <exception cref="InputException">It has fewer, or more.</exception>
    public void CheckAgainst(CsvRow header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (Fields.Count != header.Fields.Count)
            throw Error(null, $"this row has {Fields.Count} fields and the header {header.Fields.Count}; put fields with commas or line breaks in double quotes.");
    }

    /// <summary>The error that says <paramref name="problem"/> of this row, or of its column <paramref name="column"/>.</summary>
    public InputException Error(string? column, string problem) => InputException.At(File, Line, column, problem);
}
