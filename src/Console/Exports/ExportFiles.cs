using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Exports;

namespace EmergentMisalignment.Console.Exports;

/// <summary>Makes exports on disk.</summary>
internal sealed class ExportFiles(SweepExporter exporter) : IDisposable
{
    // An export reads every answer of its sweep; several at once would only slow each other down.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The export, whole before its first byte is sent, so that a failure can still be told. It is gone when the stream is closed.</summary>
    public async Task<Stream> MakeAsync(string sweep, ExportFormat format, ExportOptions options, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var stream = TemporaryFile.Create($"em-export-{Guid.NewGuid():N}");
            try
            {
                await exporter.WriteAsync(sweep, format, stream, options, null, cancellation);
                stream.Position = 0;
                return stream;
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
