using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary>Watchers in a process of their own, which reads the names of sweeps to watch and says when all are connected and how many views they have had.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const string Name = "audience";
    private readonly Process _process;

    private Audience(Process process) => _process = process;

    /// <summary>What that process runs.</summary>
    public static Command Command()
    {
        var url = new Argument<string>("url");
        var count = new Argument<int>("count");
        var command = new Command(Name, "The watchers themselves.") { url, count };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => SitAsync(new Uri(parsed.GetRequiredValue(url)), parsed.GetRequiredValue(count), cancellation));
        return command;
    }

    public static Audience Start(string url, int count)
    {
        string[] arguments = [typeof(Audience).Assembly.Location, "watchers", Name, url, count.ToString(CultureInfo.InvariantCulture)];
        return new Audience(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Has all of them watch a sweep; done when all are connected.</summary>
    public async Task WatchAsync(string sweep, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(sweep.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        await ReadAsync(cancellation);
    }

    /// <summary>Waits until the sweep has ended for all of them.</summary>
    /// <returns>Views that they had of it.</returns>
    public async Task<long> LeaveAsync(CancellationToken cancellation) => long.Parse(await ReadAsync(cancellation), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellation) =>
        await _process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The watchers' process has ended.");

    private static async Task<int> SitAsync(Uri url, int count, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        while (await System.Console.In.ReadLineAsync(cancellation) is { } sweep)
        {
            var streams = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => http.GetStreamAsync($"api/sweeps/{sweep}/progress", cancellation)));
            await System.Console.Out.WriteLineAsync("watching");
            var views = await Task.WhenAll(streams.Select(stream => CountAsync(stream, cancellation)));
            await System.Console.Out.WriteLineAsync(views.Sum().ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static async Task<long> CountAsync(Stream stream, CancellationToken cancellation)
    {
        var views = 0L;
        await using (stream)
        {
            await foreach (var _ in SseParser.Create(stream, static (_, bytes) => bytes.Length).EnumerateAsync(cancellation))
                views++;
        }

        return views;
    }
}
