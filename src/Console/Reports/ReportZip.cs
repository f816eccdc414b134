using System.IO.Compression;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Console.Reports;

/// <summary>Makes a report folder and packs it, on disk: memory holds one run of the sweep.</summary>
internal sealed class ReportZip(SweepReporter reporter) : IDisposable
{
    // A report reads every answer of its sweep; several at once would only slow each other down.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The zip, whole before its first byte is sent, so that a failure can still be told. It is gone when the stream is closed.</summary>
    public async Task<Stream> MakeAsync(string sweep, string command, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("em-report-");
        try
        {
            var report = folder.CreateSubdirectory("report");
            await reporter.WriteAsync(sweep, new ReportRequest { Folder = report, Command = command }, cancellation);
            var stream = TemporaryFile.Create($"{folder.Name}.zip");
            try
            {
                await ZipFile.CreateFromDirectoryAsync(report.FullName, stream, cancellation);
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
            folder.Delete(recursive: true);
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
