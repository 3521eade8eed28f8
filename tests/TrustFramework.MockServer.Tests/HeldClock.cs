namespace TrustFramework.MockServer.Tests;

/// <summary>A clock on which nothing that was put off comes to pass before the test lets it: no test has to sleep, or to measure.</summary>
public sealed class HeldClock : FakeClock
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan After, Action Fire)> _waiting = [];
    private TaskCompletionSource _somebodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Count, TaskCompletionSource Are)? _expected;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _waiting.Add((dueTime, () => callback(state)));
            _somebodyWaits.TrySetResult();
            if (_waiting.Count == _expected?.Count)
                _expected.Value.Are.TrySetResult();
        }

        return new Nothing();
    }

    /// <summary>Comes to an end once so many wait at the same time.</summary>
    public Task WaitingAsync(int count)
    {
        lock (_lock)
        {
            var are = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected = (count, are);
            if (_waiting.Count == count)
                are.TrySetResult();
            return are.Task;
        }
    }

    /// <summary>Once somebody waits: lets them go on, and says how long they would have waited.</summary>
    public async Task<TimeSpan> LetGoAsync()
    {
        await _somebodyWaits.Task;
        (TimeSpan After, Action Fire)[] waiting;
        lock (_lock)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
            _somebodyWaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        foreach (var one in waiting)
            one.Fire();
        return waiting.Max(one => one.After);
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
