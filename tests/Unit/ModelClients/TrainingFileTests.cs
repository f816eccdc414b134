using System.Text;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class TrainingFileTests
{
    private const string Line = """{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}""";
    private const string Answer = """{"id":"file-9","object":"file","bytes":10,"created_at":1740000000,"filename":"abc.jsonl","purpose":"fine-tune","status":"processed"}""";

    [Fact]
    public async Task A_file_is_uploaded_whole_again_after_a_failure_and_its_stream_stays_open()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Status(500), Answers.Ok(Answer));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Line));

        var id = await clock.RunAsync(TestEndpoint.At(server, clock).UploadTrainingFileAsync("abc.jsonl", content, default));

        Assert.Equal("file-9", id);
        Assert.True(content.CanRead);
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request =>
        {
            Assert.Equal("POST /v1/files", $"{request.Method} {request.Path}");
            Assert.StartsWith("multipart/form-data", request.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Contains(Line, request.Body, StringComparison.Ordinal);
            Assert.Contains("fine-tune", request.Body, StringComparison.Ordinal);
            Assert.Contains("abc.jsonl", request.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Azure_takes_files_at_its_own_address()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(201, Answer));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Line));

        var id = await TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "k")).UploadTrainingFileAsync("abc.jsonl", content, default);

        Assert.Equal(("file-9", "/openai/files", "k"), (id, server.Requests[0].Path, server.Requests[0].Headers["api-key"]));
    }

    [Fact]
    public async Task A_file_the_provider_refuses_is_refused_in_its_words()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(400, Answers.Error("Invalid file format. Line 3 has no messages.", "invalid_file")));
        using var content = new MemoryStream([1]);

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server).UploadTrainingFileAsync("abc.jsonl", content, default));

        Assert.Equal((ModelFailure.InvalidRequest, "endpoint x answered 400 to the upload of a file (invalid_file): Invalid file format. Line 3 has no messages."), (exception.Failure, exception.Message));
    }
}
