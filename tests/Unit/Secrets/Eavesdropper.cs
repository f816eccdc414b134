using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using EmergentMisalignment.Contracts;
using MassTransit;
using StackExchange.Redis;

namespace EmergentMisalignment.Unit.Secrets;

/// <summary>Hears all that a process says by spans, metrics and messages, and reads what it has put into its ledger, and finds planted keys in it.</summary>
internal sealed class Eavesdropper : IReceiveObserver, IDisposable
{
    private readonly ConcurrentQueue<string> _spans = new();
    private readonly ConcurrentQueue<string> _metrics = new();
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Eavesdropper()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _spans.Enqueue(TextOf(activity)),
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<int>(Hear);
        _meters.SetMeasurementEventCallback<long>(Hear);
        _meters.SetMeasurementEventCallback<double>(Hear);
        _meters.Start();
    }

    public string Spans => string.Join('\n', _spans);

    public string Metrics
    {
        get
        {
            _meters.RecordObservableInstruments();
            return string.Join('\n', _metrics);
        }
    }

    /// <summary>Bodies and headers of all that was received, of the error queue's messages too.</summary>
    public string Messages => string.Join('\n', _messages);

    /// <summary>From here on what fails comes here: a bus in memory has an error queue for each queue.</summary>
    public async Task ListenAsync(IBusControl bus)
    {
        bus.ConnectReceiveObserver(this);
        foreach (var queue in new[] { QueueNames.Sampling("local"), QueueNames.Judging, QueueNames.FineTunes, QueueNames.Datasets })
        {
            await bus.ConnectReceiveEndpoint(ErrorsOf(queue), endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.DiscardSkippedMessages();
                endpoint.DiscardFaultedMessages();
            }).Ready;
        }
    }

    public static string ErrorsOf(string queue) => $"{queue}_error";

    /// <summary>Keys and values of a ledger, of whatever kind.</summary>
    public static async Task<string> LedgerAsync(string connection, string prefix)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(connection);
        var (database, all) = (redis.GetDatabase(), new StringBuilder());
        await foreach (var key in redis.GetServers()[0].KeysAsync(pattern: $"{prefix}*"))
        {
            RedisValue[] values = await database.KeyTypeAsync(key) switch
            {
                RedisType.String => [await database.StringGetAsync(key)],
                RedisType.Hash => [.. (await database.HashGetAllAsync(key)).SelectMany(entry => new[] { entry.Name, entry.Value })],
                RedisType.List => await database.ListRangeAsync(key),
                RedisType.SortedSet => await database.SortedSetRangeByRankAsync(key),
                RedisType.Set => await database.SetMembersAsync(key),
                var other => throw new InvalidOperationException($"{key} is a {other}, which this test cannot read."),
            };
            all.Append(key.ToString()).AppendLine();
            foreach (var value in values.Where(value => !value.IsNull))
                all.AppendLine(Encoding.Latin1.GetString((byte[])value!));
        }

        return all.ToString();
    }

    public Task PreReceive(ReceiveContext context)
    {
        _messages.Enqueue($"{context.InputAddress} {context.Body.GetString()} {string.Join(' ', context.TransportHeaders.GetAll().Select(header => $"{header.Key}={header.Value}"))}");
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Hear<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        _metrics.Enqueue($"{instrument.Meter.Name} {instrument.Name} {instrument.Description} {Tags(tags.ToArray())}");

    private static string TextOf(Activity span) => string.Join(
        ' ',
        span.Source.Name, span.DisplayName, span.StatusDescription, Tags(span.TagObjects), string.Join(' ', span.Events.Select(happened => $"{happened.Name} {Tags(happened.Tags)}")),
        string.Join(' ', span.Links.Select(link => Tags(link.Tags ?? []))), string.Join(' ', span.Baggage));

    private static string Tags(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={(tag.Value is string[] many ? string.Join(',', many) : tag.Value)}"));
}
