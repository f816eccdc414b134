using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Console;
using EmergentMisalignment.Harness;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Bench.Answers;

/// <summary>Asks a Console of its own process, over HTTP, for answers of a synthetic sweep; ledger and artifacts are this process's.</summary>
internal sealed class AnswersBench(int rows, int times)
{
    private static readonly string Path = $"api/sweeps/{SyntheticSweep.Name}/answers";
    private readonly SyntheticTexts _texts = new();

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var ledger = await EmbeddedLedger.StartAsync(folder.Of("ledger"), cancellationToken: cancellation);
        var clock = Stopwatch.StartNew();
        var spec = SyntheticSweep.Spec(rows);
        var written = await WriteAsync(ledger.ConnectionString, folder, cancellation);
        Say($"{written:N0} synthetic answers in {new DirectoryInfo(folder.Of("artifacts")).EnumerateFiles("*", SearchOption.AllDirectories).Count()} Parquet files of {Megabytes(folder.Of("artifacts")):N0} MB, written in {clock.Elapsed.TotalSeconds:N0} s");

        await using (var fresh = await StartAsync(ledger.ConnectionString, folder, cancellation))
        {
            using var http = new HttpClient { BaseAddress = fresh.Address };
            Show("the sweep's first page ever, nothing prepared", [await AskAsync(http, "", cancellation)]);
            Show("its first search ever: texts are laid out", [await AskAsync(http, "?text=zugzwang", cancellation)]);
        }

        Say($"laid out texts: {Megabytes(folder.Of("answers")):N0} MB");
        await using var console = await StartAsync(ledger.ConnectionString, folder, cancellation);
        using var client = new HttpClient { BaseAddress = console.Address };
        Show("first page after a start, texts laid out", [await AskAsync(client, "", cancellation)]);
        foreach (var question in Question.All(_texts, spec.Questions[0].Id))
        {
            var taken = new List<double>();
            for (var n = 0; n < times; n++)
                taken.Add(await AskAsync(client, question.Address(n), cancellation));

            Show(question.Kind, taken);
        }

        Show("the next page, 40 pages deep by coherence", await PagesAsync(client, "?sort=-coherent&limit=200", cancellation));
        Show("the next page of a search", await PagesAsync(client, $"?text={_texts.Word(20)}&sort=aligned", cancellation));
        Show("one answer", await OnesAsync(client, cancellation));
        Say($"peak memory of the Console's process: {PeakMegabytes(console.Process.Id):N0} MB");
    }

    private async Task<long> WriteAsync(string ledger, TemporaryFolder folder, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddLedger(options => options.ConnectionString = ledger)
            .AddArtifacts(options => options.Folder = folder.Of("artifacts"))
            .AddSweeps()
            .BuildServiceProvider();
        return await new SyntheticSweep(SyntheticSweep.Spec(rows), _texts).WriteAsync(
            services.GetRequiredService<Documents>(), services.GetRequiredService<SweepRegistry>(), services.GetRequiredService<IArtifactStore>(), cancellation);
    }

    private static Task<ServiceProcess> StartAsync(string ledger, TemporaryFolder folder, CancellationToken cancellation) => ServiceProcess.StartAsync(
        "Console",
        new Dictionary<string, string>
        {
            ["ConnectionStrings__ledger"] = ledger,
            ["Artifacts__Folder"] = folder.Of("artifacts"),
            ["Answers__Folder"] = folder.Of("answers"),
            ["Logging__LogLevel__Default"] = "Warning",
        },
        cancellation);

    /// <summary>Milliseconds until the whole body is there.</summary>
    private static async Task<double> AskAsync(HttpClient http, string address, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync($"{Path}{address}", cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<List<double>> PagesAsync(HttpClient http, string address, CancellationToken cancellation)
    {
        var taken = new List<double>();
        var page = await PageAsync(http, address, cancellation);
        for (var depth = 0; depth < 40 && page.Next is { } next; depth++)
        {
            taken.Add(await AskAsync(http, $"{address}&cursor={next}", cancellation));
            page = await PageAsync(http, $"{address}&cursor={next}", cancellation);
        }

        return taken;
    }

    private async Task<List<double>> OnesAsync(HttpClient http, CancellationToken cancellation)
    {
        var page = await PageAsync(http, "?sort=aligned", cancellation);
        var taken = new List<double>();
        foreach (var answer in page.Answers.Take(times))
            taken.Add(await AskAsync(http, $"/{answer.Cell}/{answer.Index}", cancellation));

        return taken;
    }

    private static async Task<AnswerPage> PageAsync(HttpClient http, string address, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync($"{Path}{address}", ConsoleJson.Default.AnswerPage, cancellation))!;

    private static void Show(string kind, List<double> taken)
    {
        double[] sorted = [.. taken.Order()];
        Say($"{kind,-50} p50 {sorted[sorted.Length / 2],7:N0} ms   max {sorted[^1],7:N0} ms   of {sorted.Length}");
    }

    private static void Say(FormattableString line) => System.Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static long Megabytes(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) >> 20;

    /// <summary>The most that was ever resident, by Linux's count.</summary>
    private static long PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10;
    }
}
