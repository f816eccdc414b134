using System.Text;
using CsCheck;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using RabbitMQ.Client;

namespace EmergentMisalignment.Unit.ServiceDefaults;

public class DeadMessageReaderTests
{
    private static readonly object?[] OddValues =
        [null, 7, -1L, true, Text("x"), new List<object>(), new List<object> { "x" }, new Dictionary<string, object?>(), new AmqpTimestamp(long.MaxValue)];

    private static readonly SampleShard Shard = new("tiny", "cell", "judgement", 50, 25);

    [Fact]
    public void What_a_consumer_threw_on_is_told_by_MassTransit_s_headers()
    {
        var message = Read(
            """{"messageType":["urn:message:EmergentMisalignment.Contracts.Shards:SampleShard","urn:message:EmergentMisalignment.Contracts.Shards:IShard"],"message":{"sweep":"tiny","cell":"cell","judgement":"judgement","start":50,"count":25}}""",
            ("MT-Fault-InputAddress", Text("rabbitmq://host/vhost/sampling-petri-1?durable=true")),
            ("MT-Fault-Message", Text("it broke")),
            ("MT-Fault-ExceptionType", Text("System.InvalidOperationException")),
            ("MT-Fault-Timestamp", Text("2026-03-01T12:00:00.1234567Z")),
            ("MT-Fault-RetryCount", Text("2")));

        Assert.Equal(("sampling-petri-1", "SampleShard", "tiny", ((IShard)Shard).Name), (message.Queue, message.Type, message.Sweep, message.Work));
        Assert.Equal(("it broke", "System.InvalidOperationException", 3L), (message.Cause, message.ExceptionType, message.Attempts));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), message.At!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void What_killed_its_consumers_is_told_by_the_broker_s_headers()
    {
        var death = new Dictionary<string, object?>
        {
            ["queue"] = Text("judging"),
            ["reason"] = Text("delivery_limit"),
            ["count"] = 1L,
            ["time"] = new AmqpTimestamp(1_772_366_400),
        };
        var message = Read("{}", ("x-death", new List<object> { death }), ("x-first-death-queue", Text("judging")), ("x-first-death-reason", Text("delivery_limit")), ("x-delivery-count", 21L));

        Assert.Equal(("judging", "its consumer died 21 times", 21L), (message.Queue, message.Cause, message.Attempts));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_772_366_400), message.At);
    }

    [Theory]
    [InlineData("expired", "it waited longer than its queue allows")]
    [InlineData("rejected", "its consumer rejected it")]
    [InlineData("maxlen", "its queue was full")]
    [InlineData("delivery_limit", "its consumer died each time it was delivered")]
    [InlineData("new_reason", "the broker put it here: new_reason")]
    public void Each_reason_of_the_broker_is_a_sentence(string reason, string cause) => Assert.Equal(cause, Read("{}", ("x-first-death-reason", Text(reason))).Cause);

    [Fact]
    public void A_message_that_no_consumer_takes_says_so() =>
        Assert.Equal("no consumer of its queue takes messages of this type", Read("{}", ("MT-Reason", Text("dead-letter"))).Cause);

    [Theory]
    [InlineData("""{"messageType":["urn:message:A.B:PrepareDataset"],"message":{"sweep":"tiny","recipe":"r"}}""", "PrepareDataset", "tiny", "r")]
    [InlineData("""{"messageType":["urn:message:A.B:AdvanceFineTune"],"message":{"sweep":"tiny","model":"m"}}""", "AdvanceFineTune", "tiny", "m")]
    [InlineData("""{"messageType":["urn:message:A.B:SweepChanged"],"message":{"sweep":"tiny"}}""", "SweepChanged", "tiny", null)]
    [InlineData("""{"messageType":["urn:message:MassTransit:Fault[[A.B:AdvanceFineTune]]"],"message":{"message":{"sweep":"tiny","model":"m"}}}""", "Fault of AdvanceFineTune", "tiny", "m")]
    [InlineData("""{"messageType":"SampleShard","message":{"sweep":7,"cell":"c","judgement":"j","start":"0","count":1e99}}""", null, null, null)]
    [InlineData("""{"messageType":[],"message":[]}""", null, null, null)]
    [InlineData("""{"message":{"sweep":"\ud800"}}""", null, null, null)]
    [InlineData("[1]", null, null, null)]
    [InlineData("", null, null, null)]
    [InlineData("not JSON", null, null, null)]
    public void What_a_body_is_about_is_read_as_far_as_it_goes(string body, string? type, string? sweep, string? work)
    {
        var message = Read(body);

        Assert.Equal((type, sweep, work, body), (message.Type, message.Sweep, message.Work, message.Body));
    }

    [Fact]
    public void Any_bytes_under_any_headers_can_be_listed() =>
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Int[0, OddValues.Length - 1]).Sample((body, odd) =>
        {
            string[] headers = ["MT-Fault-InputAddress", "MT-Fault-Message", "MT-Fault-Timestamp", "MT-Fault-RetryCount", "x-death", "x-first-death-queue", "x-first-death-reason", "x-delivery-count"];
            var message = DeadMessageReader.Read(new BasicProperties { Headers = headers.ToDictionary(header => header, _ => OddValues[odd]) }, body);

            Assert.NotEmpty(message.Id);
            Assert.NotNull(message.Cause);
            Assert.InRange(message.Body.Length, 0, 2048 + 40);
        });

    [Fact]
    public void A_message_is_known_by_its_own_id_or_by_its_bytes()
    {
        Assert.Equal("mine", DeadMessageReader.Read(new BasicProperties { MessageId = "mine" }, Text("x")).Id);
        Assert.Equal(Read("x").Id, Read("x").Id);
        Assert.NotEqual(Read("x").Id, Read("y").Id);
    }

    [Fact]
    public void What_goes_back_does_not_say_any_more_that_it_failed()
    {
        var properties = new BasicProperties { MessageId = "mine", Headers = new Dictionary<string, object?> { ["MT-Fault-Message"] = "a", ["x-death"] = "b", ["MT-Reason"] = "c", ["traceparent"] = "d" } };

        var kept = FailureHeaders.Without(properties);

        Assert.Equal("mine", kept.MessageId);
        Assert.Equal(["traceparent"], kept.Headers!.Keys);
    }

    private static DeadMessage Read(string body, params (string Name, object? Value)[] headers) =>
        DeadMessageReader.Read(new BasicProperties { Headers = headers.ToDictionary(header => header.Name, header => header.Value) }, Text(body));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
