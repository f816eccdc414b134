namespace EmergentMisalignment.Reports.Exports;

/// <summary>Writes a sweep in one format, answer by answer: none is held once it is written.</summary>
public interface IExport
{
    IReadOnlyList<ExportFormat> Formats { get; }

    /// <param name="source">The sweep.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="cancellation"/>
    Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation);
}
