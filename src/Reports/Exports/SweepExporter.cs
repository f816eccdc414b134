using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>Writes sweeps in the formats that others read.</summary>
public sealed class SweepExporter(SweepDirectory sweeps, SweepAnswers answers, IEnumerable<IExport> exports)
{
    /// <summary>Progress is told after this many answers.</summary>
    private const int AnswersBetweenWords = 500;

    /// <summary>Writes a sweep as it is now; what is missing yet is not in it.</summary>
    /// <param name="name">The sweep.</param>
    /// <param name="format">What as.</param>
    /// <param name="output">Stays open; of no use when this throws.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told how far it is; null for nobody.</param>
    /// <param name="cancellation"/>
    /// <exception cref="InputException">There is no such sweep, or it has no such figure.</exception>
    public async Task WriteAsync(string name, ExportFormat format, Stream output, ExportOptions options, IProgress<ExportProgress>? progress, CancellationToken cancellation)
    {
        var (sweep, needs) = await sweeps.LookAsync(name, cancellation);
        var counted = CountedAsync(answers.ReadAsync(sweep.Spec, needs, cancellation), needs.Samples, progress, cancellation);
        await exports.First(export => export.Formats.Contains(format)).WriteAsync(new ExportSource(sweep, needs, counted, options), format, output, cancellation);
    }

    private static async IAsyncEnumerable<MergedAnswer> CountedAsync(
        IAsyncEnumerable<MergedAnswer> answers, long total, IProgress<ExportProgress>? progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var answer in answers.WithCancellation(cancellation))
        {
            yield return answer;
            if (++count % AnswersBetweenWords == 0)
                progress?.Report(new ExportProgress(count, total));
        }

        progress?.Report(new ExportProgress(count, total));
    }
}
