namespace TrustFramework.MockServer.Tests;

/// <summary>A clock on which nothing that was put off comes to pass before the test lets it: no test has to sleep, or to measure.</summary>
public sealed class ManualTimerClock : FakeClock
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan After, Action Fire)> _timers = [];
    private TaskCompletionSource _timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Count, TaskCompletionSource Are)? _expectedTimers;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Add((dueTime, () => callback(state)));
            _timerCreated.TrySetResult();
            if (_timers.Count == _expectedTimers?.Count)
                _expectedTimers.Value.Are.TrySetResult();
        }

        return new NoOpTimer();
    }

    /// <summary>Comes to an end once so many wait at the same time.</summary>
    public Task WaitForTimersAsync(int count)
    {
        lock (_lock)
        {
            var are = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expectedTimers = (count, are);
            if (_timers.Count == count)
                are.TrySetResult();
            return are.Task;
        }
    }

    /// <summary>Once somebody waits: lets them go on, and says how long they would have waited.</summary>
    public async Task<TimeSpan> AdvanceTimersAsync()
    {
        await _timerCreated.Task;
        (TimeSpan After, Action Fire)[] waiting;
        lock (_lock)
        {
            waiting = [.. _timers];
            _timers.Clear();
            _timerCreated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        foreach (var one in waiting)
            one.Fire();
        return waiting.Max(one => one.After);
    }

    private sealed class NoOpTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
