using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Endpoints;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Sweeps.Lineage;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>
/// The Console's API. Nothing is tried again by itself: a person sits at the terminal, and a sentence at once is better than the same sentence after a minute.
/// Only who watches reconnects.
/// </summary>
internal sealed class ConsoleClient : IDisposable
{
    /// <summary>How long a whole answer may take; a report or a stream takes what it takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    private ConsoleClient(Uri server, string? key)
    {
        Server = server;
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false })
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!string.IsNullOrWhiteSpace(key))
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
    }

    public Uri Server { get; }

    /// <exception cref="InputException">The address is none.</exception>
    public static ConsoleClient Create(string server, string? key) =>
        Uri.TryCreate(server, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new ConsoleClient(uri, key)
            : throw new InputException($"--server {server}: this is no address; write it like http://127.0.0.1:8085.", null, null, "--server");

    public Task<SubmittedSweep> SubmitAsync(SweepSpec spec, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "api/sweeps", ConsoleJson.Default.SubmittedSweep, cancellation, JsonContent.Create(spec, LedgerJson.Default.SweepSpec));

    public Task<SweepPage> ListAsync(string? after, int limit, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"api/sweeps?limit={limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", ConsoleJson.Default.SweepPage, cancellation);

    public Task<SweepDetails> GetAsync(string sweep, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, PathOf(sweep), ConsoleJson.Default.SweepDetails, cancellation);

    /// <param name="sweep">The sweep.</param>
    /// <param name="action"><c>pause</c>, <c>resume</c> or <c>cancel</c>.</param>
    /// <param name="cancellation"/>
    /// <param name="budget">What a resumed sweep may spend in all, in US dollars; null leaves that as it is.</param>
    public Task<ChangedSweep> ChangeAsync(string sweep, string action, CancellationToken cancellation, decimal? budget = null) =>
        SendAsync(HttpMethod.Post, $"{PathOf(sweep)}/{action}{(budget is { } most ? string.Create(CultureInfo.InvariantCulture, $"?budget={most}") : "")}", ConsoleJson.Default.ChangedSweep, cancellation);

    public Task<SweepComparison> CompareAsync(string left, string right, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"api/compare?left={Uri.EscapeDataString(left)}&right={Uri.EscapeDataString(right)}", ConsoleJson.Default.SweepComparison, cancellation);

    public Task<IReadOnlyList<Recomputation>> WhyAsync(string earlier, string later, string? run, CancellationToken cancellation) =>
        SendAsync(
            HttpMethod.Get, $"api/why?left={Uri.EscapeDataString(earlier)}&right={Uri.EscapeDataString(later)}{(run is null ? "" : $"&run={Uri.EscapeDataString(run)}")}",
            ConsoleJson.Default.IReadOnlyListRecomputation, cancellation);

    public Task<ErrorList> ErrorsAsync(int skip, int limit, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"api/errors?skip={skip}&limit={limit}", ConsoleJson.Default.ErrorList, cancellation);

    public Task<DeadMessage> ErrorAsync(string id, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"api/errors/{Uri.EscapeDataString(id)}", ConsoleJson.Default.DeadMessage, cancellation);

    public Task<RequeueAnswer> RequeueAsync(RequeueRequest request, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "api/errors/requeue", ConsoleJson.Default.RequeueAnswer, cancellation, JsonContent.Create(request, ConsoleJson.Default.RequeueRequest));

    public Task<EndpointList> EndpointsAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "api/endpoints", ConsoleJson.Default.EndpointList, cancellation);

    public Task<NewKey> CreateKeyAsync(KeyRequest request, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "api/keys", ConsoleJson.Default.NewKey, cancellation, JsonContent.Create(request, ConsoleJson.Default.KeyRequest));

    public Task<KeyList> KeysAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "api/keys", ConsoleJson.Default.KeyList, cancellation);

    public Task<AccessKey> RevokeKeyAsync(string name, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Delete, $"api/keys/{Uri.EscapeDataString(name)}", ConsoleJson.Default.AccessKey, cancellation);

    public async Task<bool> HasArtifactAsync(string sha256, CancellationToken cancellation)
    {
        using var response = await AskAsync(new HttpRequestMessage(HttpMethod.Head, $"api/artifacts/{sha256}"), cancellation);
        return response.IsSuccessStatusCode || (response.StatusCode == System.Net.HttpStatusCode.NotFound ? false : throw await Refusals.ReadAsync(response, Server, cancellation));
    }

    public async Task PutArtifactAsync(string sha256, Stream content, CancellationToken cancellation)
    {
        using var response = await AskAsync(new HttpRequestMessage(HttpMethod.Put, $"api/artifacts/{sha256}") { Content = new StreamContent(content) }, cancellation);
        await EnsureAsync(response, cancellation);
    }

    /// <summary>Writes the zip of a sweep's report to <paramref name="output"/>.</summary>
    public Task ReportAsync(string sweep, Stream output, CancellationToken cancellation) => DownloadAsync($"{PathOf(sweep)}/report.zip", output, cancellation);

    /// <summary>Writes a sweep in another format to <paramref name="output"/>.</summary>
    public Task ExportAsync(string sweep, ExportFormat format, ExportOptions options, Stream output, CancellationToken cancellation) => DownloadAsync(
        $"{PathOf(sweep)}/exports/{format.ToString().ToLowerInvariant()}?raw={(options.Raw ? "true" : "false")}&figure={options.Figure.ToString().ToLowerInvariant()}", output, cancellation);

    /// <summary>One connection's worth of a sweep's progress.</summary>
    public async IAsyncEnumerable<SweepView> ProgressAsync(string sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await AskAsync(new HttpRequestMessage(HttpMethod.Get, $"{PathOf(sweep)}/progress"), cancellation);
        await EnsureAsync(response, cancellation);
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        var events = SseParser.Create(content, (_, json) => JsonSerializer.Deserialize(json, ConsoleJson.Default.SweepView)!);
        await foreach (var item in events.EnumerateAsync(cancellation))
            yield return item.Data;
    }

    public void Dispose() => _http.Dispose();

    private async Task DownloadAsync(string path, Stream output, CancellationToken cancellation)
    {
        using var response = await AskAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        await EnsureAsync(response, cancellation);
        await response.Content.CopyToAsync(output, cancellation);
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellation, HttpContent? content = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await AskAsync(new HttpRequestMessage(method, path) { Content = content }, patience.Token);
            await EnsureAsync(response, patience.Token);
            return await response.Content.ReadFromJsonAsync(type, patience.Token) ?? throw Refusals.NotAConsole(Server);
        }
        catch (JsonException)
        {
            throw Refusals.NotAConsole(Server);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new UnavailableException($"The Console at {Server} has not answered within {Patience.TotalSeconds:N0} s: look at its log, then try again.");
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using (request)
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException exception)
        {
            throw Refusals.Unreachable(Server, exception);
        }
    }

    private async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            throw await Refusals.ReadAsync(response, Server, cancellation);
    }

    private static string PathOf(string sweep) => $"api/sweeps/{Uri.EscapeDataString(sweep)}";
}
