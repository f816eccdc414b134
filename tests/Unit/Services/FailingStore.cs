using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A store that fails when it is told to: before it stores, or after.</summary>
internal sealed class FailingStore(IArtifactStore inner) : IArtifactStore
{
    public Action BeforePut { get; set; } = () => { };

    public Action AfterPut { get; set; } = () => { };

    public Task<string> PutAsync(Stream content, CancellationToken cancellationToken) => inner.PutAsync(content, cancellationToken);

    public async Task<string> PutAsync(Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        BeforePut();
        var name = await inner.PutAsync(write, cancellationToken);
        AfterPut();
        return name;
    }

    public Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken) => inner.OpenAsync(sha256, cancellationToken);

    public Task<bool> ExistsAsync(string sha256, CancellationToken cancellationToken) => inner.ExistsAsync(sha256, cancellationToken);

    public Task VerifyAsync(string sha256, CancellationToken cancellationToken) => inner.VerifyAsync(sha256, cancellationToken);
}
