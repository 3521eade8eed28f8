namespace TrustFramework.MockServer.Tests;

/// <summary>A clock whose timers fire only when the test advances them, so that no test sleeps or measures time.</summary>
public sealed class ManualTimerClock : FakeClock
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan After, Action Fire)> _timers = [];
    private TaskCompletionSource _timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Count, TaskCompletionSource Reached)? _expectedTimers;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Add((dueTime, () => callback(state)));
            _timerCreated.TrySetResult();
            if (_timers.Count == _expectedTimers?.Count)
                _expectedTimers.Value.Reached.TrySetResult();
        }

        return new NoOpTimer();
    }

    /// <summary>Completes when this number of timers is pending at the same time.</summary>
    public Task WaitForTimersAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expectedTimers = (count, reached);
            if (_timers.Count == count)
                reached.TrySetResult();
            return reached.Task;
        }
    }

    /// <summary>Waits for a pending timer, fires all pending timers and returns the longest due time.</summary>
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
