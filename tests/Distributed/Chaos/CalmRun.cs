using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>The sweep left alone, which every storm is compared with, and the table of what became of them.</summary>
public sealed class CalmRun : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly ChaosTable _table = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private Outcome? _calm;

    internal string Folder => _folder.Path;

    internal ChaosTable Table => _table;

    internal async Task<Outcome> GetAsync(Action<string> log)
    {
        await _one.WaitAsync();
        try
        {
            if (_calm is null)
            {
                _calm = await new Storm { Name = "calm" }.RunAsync(Folder, log);
                _table.Add(_calm, _calm);
            }

            return _calm;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _folder.Dispose();
    }
}
