namespace EmergentMisalignment.Distributed.Harness;

/// <summary>One platform for all tests of a class, none of which breaks anything.</summary>
public sealed class CalmPlatform : IAsyncLifetime
{
    private Platform? _platform;

    internal Platform Platform => _platform!;

    public async ValueTask InitializeAsync() => _platform = await Platform.StartAsync(new PlatformOptions());

    public async ValueTask DisposeAsync()
    {
        if (_platform is not null)
            await _platform.DisposeAsync();
    }
}
