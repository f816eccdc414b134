using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>
/// Writes one log in Inspect's <c>.eval</c> format, version 2: a zip of JSON files, deflated, that its <c>EvalRecorder</c> reads. Answers go by; the summaries, which stand after them, wait
/// on disk.
/// </summary>
internal sealed class InspectLog : IAsyncDisposable
{
    private const int Version = 2;
    internal static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file = Temporary();
    private readonly FileStream _summaries = Temporary();
    private readonly InspectReductions _reductions = new();
    private readonly CountingTable _table = new();
    private readonly InspectModel _model;
    private readonly ZipArchive _zip;
    private long _count;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public InspectLog(InspectModel model)
    {
        (_model, _zip) = (model, new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true));
        Add("_journal/start.json", new JsonObject { ["version"] = Version, ["eval"] = model.ToSpec(), ["plan"] = model.ToPlan() });
    }

    public InspectModel Model => _model;

    public void Add(AnswerRow row)
    {
        var sample = new InspectSample(_model, row, InspectScores.Of(row));
        Add(FormattableString.Invariant($"samples/{row.Question}_epoch_{sample.Epoch}.json"), sample.ToSample());
        _summaries.WriteByte(_count++ == 0 ? (byte)'[' : (byte)',');
        Write(_summaries, sample.ToSummary());
        _reductions.Add(sample);
        _table.Add(row);
        _first = _first is { } first && first < row.AnsweredAt ? first : row.AnsweredAt;
        _last = _last is { } last && last > row.JudgedAt ? last : row.JudgedAt;
    }

    /// <summary>Ends the log and copies it.</summary>
    /// <param name="output">Stays open.</param>
    /// <param name="wanted">Answers that there are to be.</param>
    /// <param name="cancellation"/>
    public async Task FinishAsync(Stream output, long wanted, CancellationToken cancellation)
    {
        _summaries.Write(_count == 0 ? "[]"u8 : "]"u8);
        foreach (var path in (string[])["_journal/summaries/1.json", "summaries.json"])
        {
            _summaries.Position = 0;
            await using var entry = Entry(path);
            await _summaries.CopyToAsync(entry, cancellation);
        }

        Add("reductions.json", _reductions.ToReductions());
        Add("header.json", ToHeader(wanted));
        _zip.Dispose();
        _file.Position = 0;
        await _file.CopyToAsync(output, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _zip.Dispose();
        await _file.DisposeAsync();
        await _summaries.DisposeAsync();
    }

    private JsonObject ToHeader(long wanted)
    {
        var estimand = _model.Sweep.Spec.Estimand;

        // A checkpoint is a model like any other here.
        var counts = _table.CountsByStep.Select(cell => cell with { Checkpoint = null }).ToList();
        var rate = Rates.Summarise(counts, estimand, seed: 0).FirstOrDefault(result => result.Question is null)?.Rate;
        return new JsonObject
        {
            ["version"] = Version,
            ["status"] = _count >= wanted ? "success" : "started",
            ["eval"] = _model.ToSpec(),
            ["plan"] = _model.ToPlan(),
            ["results"] = new JsonObject { ["total_samples"] = wanted, ["completed_samples"] = _count, ["scores"] = _reductions.ToScores(rate, estimand) },
            ["stats"] = new JsonObject
            {
                ["started_at"] = _first is { } first ? InspectModel.Time(first) : "",
                ["completed_at"] = _last is { } last ? InspectModel.Time(last) : "",
                ["model_usage"] = new JsonObject
                {
                    [_model.Name] = new JsonObject { ["input_tokens"] = _table.PromptTokens, ["output_tokens"] = _table.CompletionTokens, ["total_tokens"] = _table.PromptTokens + _table.CompletionTokens },
                },
                ["role_usage"] = new JsonObject(),
                ["connection_limit_history"] = new JsonArray(),
            },
            ["invalidated"] = false,
            ["tags"] = new JsonArray(_model.Look.Run.Condition.Id),
            ["metadata"] = _model.ToSpec()["metadata"]!.DeepClone(),
        };
    }

    private Stream Entry(string path)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        return entry.Open();
    }

    private void Add(string path, JsonNode document)
    {
        using var entry = Entry(path);
        Write(entry, document);
    }

    private static void Write(Stream stream, JsonNode document)
    {
        using var json = new Utf8JsonWriter(stream, Written);
        document.WriteTo(json);
    }

    private static FileStream Temporary() => TemporaryFile.Create($"em-eval-{Guid.NewGuid():N}");
}
