namespace TrustFramework.MockServer.Hosting;

/// <summary>A pipeline of its own that is put together when somebody first comes: most servers are started by a test that never does.</summary>
/// <param name="compose">What it does not answer goes on behind it.</param>
internal sealed class LateRoom(Action<IApplicationBuilder> compose)
{
    private Lazy<RequestDelegate>? _pipeline;

    /// <summary>Once, where it shall stand.</summary>
    public void Use(IApplicationBuilder app) => app.Use(next =>
    {
        var pipeline = new Lazy<RequestDelegate>(() =>
        {
            var late = app.New();
            compose(late);
            late.Run(next);
            return late.Build();
        });
        _pipeline = pipeline;
        return context => pipeline.Value(context);
    });

    /// <summary>For those who ask what is in it.</summary>
    public void Open() => _ = _pipeline?.Value;
}
