using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Parts;

/// <summary>A page that shows something as it changes, until it is left.</summary>
/// <typeparam name="T">What is shown.</typeparam>
public abstract class Watching<T> : ComponentBase, IDisposable
{
    private CancellationTokenSource? _watch;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; private set; } = CancellationToken.None;

    /// <summary>Begins anew when the page is asked to show another thing.</summary>
    protected void Watch(IAsyncEnumerable<T> source)
    {
        End();
        _watch = new CancellationTokenSource();
        Left = _watch.Token;
        _ = FollowAsync(source, _watch.Token);
    }

    /// <summary>Takes in what has come; the page is drawn again after it.</summary>
    protected abstract void Show(T value);

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync(IAsyncEnumerable<T> source, CancellationToken left)
    {
        try
        {
            await foreach (var value in source.WithCancellation(left))
            {
                await InvokeAsync(() =>
                {
                    Show(value);
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception exception) when (exception is not ObjectDisposedException || !left.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private void End()
    {
        _watch?.Cancel();
        _watch?.Dispose();
        _watch = null;
    }
}
