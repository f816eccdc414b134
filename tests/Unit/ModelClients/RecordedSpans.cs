using System.Collections.Concurrent;
using System.Diagnostics;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Unit.ModelClients;

/// <summary>Collects the finished spans of the model clients under one parent, so that tests beside it do not mix in.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly Activity _parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ModelClientInstruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _parent.TraceId)
                    _spans.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> All => [.. _spans];

    public string Text => string.Join('\n', _spans.SelectMany(span =>
        span.TagObjects.Select(tag => $"{tag.Key}={Flat(tag.Value)}").Append(span.DisplayName).Append(span.StatusDescription ?? "")));

    public void Dispose()
    {
        _listener.Dispose();
        _parent.Dispose();
    }

    private static string? Flat(object? value) => value is string[] many ? string.Join(',', many) : value?.ToString();
}
