namespace TrustFramework.MockServer.Hosting;

/// <summary>Rooms that are put together when somebody first comes: most servers are started by a test that never does.</summary>
internal static class LateRooms
{
    /// <param name="compose">A pipeline of its own, with its own end.</param>
    public static void UseLate(this IApplicationBuilder app, Action<IApplicationBuilder> compose)
    {
        var room = new Lazy<RequestDelegate>(() =>
        {
            var late = app.New();
            compose(late);
            return late.Build();
        });
        app.Run(context => room.Value(context));
    }
}
