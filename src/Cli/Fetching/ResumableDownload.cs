using System.Net;
using System.Net.Http.Headers;

namespace EmergentMisalignment.Cli.Fetching;

/// <summary>Downloads to a file, from where an earlier try ended if the server allows it.</summary>
/// <param name="http">Without a time limit of its own for bodies: a slow line is no failure, a silent one is.</param>
/// <param name="silence">The longest wait for the next bytes.</param>
/// <param name="time">Measures it.</param>
internal sealed class ResumableDownload(HttpClient http, TimeSpan silence, TimeProvider time)
{
    private const int BufferSize = 64 * 1024;

    /// <returns><see cref="HttpStatusCode.OK"/> when the file is whole, <see cref="HttpStatusCode.NotFound"/> when there is none.</returns>
    /// <exception cref="UnavailableException">The server cannot be reached or does not give the file; what came is kept.</exception>
    public async Task<HttpStatusCode> GetAsync(Uri address, string part, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(address, part, cancellation);
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var cause = exception is OperationCanceledException ? $"no answer within {silence.TotalSeconds:0} s" : exception.Message.TrimEnd('.');
            throw new UnavailableException($"{address} cannot be fetched ({cause}): check the network, or name a mirror with --mirror; the same command goes on from here.", exception);
        }
    }

    private async Task<HttpStatusCode> AskAsync(Uri address, string part, CancellationToken cancellation)
    {
        using var silent = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silent.Token);
        var kept = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (kept > 0)
            request.Headers.Range = new RangeHeaderValue(kept, null);

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return HttpStatusCode.NotFound;

        // All of it was there: nothing is left to send.
        if (kept > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return HttpStatusCode.OK;

        response.EnsureSuccessStatusCode();
        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == kept;
        await using var content = await response.Content.ReadAsStreamAsync(either.Token);
        await using var file = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        var buffer = new byte[BufferSize];
        while (await ReadAsync(content, buffer, either.Token) is > 0 and var read)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            silent.CancelAfter(silence);
        }

        return HttpStatusCode.OK;
    }

    /// <summary>A broken connection shows as the same exception as a full disk; only the reading of bytes is the network's.</summary>
    private static async ValueTask<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellation);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }
}
