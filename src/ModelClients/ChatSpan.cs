using System.Diagnostics;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients;

/// <summary>The record of one chat call, from its place in the queue to its answer.</summary>
internal readonly struct ChatSpan : IDisposable
{
    private readonly ModelClientInstruments _instruments;
    private readonly EndpointOptions _endpoint;
    private readonly Activity? _activity;
    private readonly long _start = Stopwatch.GetTimestamp();

    public ChatSpan(ModelClientInstruments instruments, EndpointOptions endpoint, ChatCall call, Activity? activity)
    {
        _instruments = instruments;
        _endpoint = endpoint;
        _activity = activity;
        if (activity is { IsAllDataRequested: true })
            Describe(activity, call);
    }

    public void Complete(ChatResult result)
    {
        _instruments.ChatEnded(_endpoint, Stopwatch.GetElapsedTime(_start), result, error: null);
        if (_activity is not { IsAllDataRequested: true })
            return;
        _activity.SetTag("gen_ai.response.model", result.Model);
        _activity.SetTag("gen_ai.response.finish_reasons", result.Choices.Select(choice => choice.FinishReason).ToArray());
        _activity.SetTag("gen_ai.usage.input_tokens", result.PromptTokens);
        _activity.SetTag("gen_ai.usage.output_tokens", result.CompletionTokens);
        if (_instruments.CapturesContent)
            _activity.SetTag("gen_ai.output.messages", Serialize(result.Choices.Select(TracedMessage.Of)));
    }

    public void Fail(Exception exception)
    {
        var cause = exception is ModelCallException call ? ModelClientInstruments.NameOf(call.Failure) : exception.GetType().FullName!;
        _instruments.ChatEnded(_endpoint, Stopwatch.GetElapsedTime(_start), result: null, cause);
        _activity?.SetTag("error.type", cause);
        _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
    }

    public void Dispose() => _activity?.Dispose();

    private void Describe(Activity activity, ChatCall call)
    {
        activity.SetTag("gen_ai.operation.name", "chat");
        activity.SetTag("gen_ai.provider.name", ModelClientInstruments.ProviderOf(_endpoint.Kind));
        activity.SetTag("gen_ai.request.model", call.Model);
        activity.SetTag("gen_ai.request.temperature", call.Temperature);
        activity.SetTag("gen_ai.request.top_p", call.TopP);
        activity.SetTag("gen_ai.request.max_tokens", call.MaxTokens);
        activity.SetTag("gen_ai.request.choice.count", call.N);
        activity.SetTag("gen_ai.request.seed", call.Seed);
        activity.SetTag("server.address", _endpoint.Url.Host);
        activity.SetTag("server.port", _endpoint.Url.Port);
        activity.SetTag("em.endpoint", _endpoint.Name);
        if (_instruments.CapturesContent)
            activity.SetTag("gen_ai.input.messages", Serialize(call.Messages.Select(TracedMessage.Of)));
    }

    private static string Serialize(IEnumerable<TracedMessage> messages) => JsonSerializer.Serialize([.. messages], WireJson.Default.TracedMessageArray);
}
