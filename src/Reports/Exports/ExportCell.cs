namespace EmergentMisalignment.Reports.Exports;

/// <summary>One value of an export: a text, a number, or nothing.</summary>
/// <param name="Text">The text, or a JSON document in the form of one.</param>
/// <param name="Number">The number.</param>
/// <param name="IsJson">Whether the text is JSON, which stands in JSON as it is.</param>
internal readonly record struct ExportCell(string? Text, double? Number = null, bool IsJson = false)
{
    public static ExportCell Of(double? number) => new(null, number);
}
