namespace EmergentMisalignment.Reports.Exports;

/// <summary>What a sweep can be taken away as.</summary>
public enum ExportFormat
{
    /// <summary>Answers and scores in the columns of the published result files, and ours after them.</summary>
    Csv,

    /// <summary>The same, an object a line.</summary>
    Jsonl,

    /// <summary>The report's <c>answers.parquet</c>.</summary>
    Parquet,

    /// <summary>Logs for Inspect, in a zip.</summary>
    Eval,

    /// <summary>The report's figure as a drawing.</summary>
    Svg,

    /// <summary>The report's figure as an image, 1800 pixels wide.</summary>
    Png,

    /// <summary>Everything that the report follows from, to make it again elsewhere.</summary>
    Bundle,
}
