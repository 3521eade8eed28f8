using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>The results of Graph's handlers. A refusal becomes Graph's error. The JSON context must contain the resource's type.</summary>
internal static class GraphResults
{
    /// <summary>200 with a resource.</summary>
    public static IResult Json<T, TResource>(Result<T, Refusal> result, JsonSerializerContext json, Func<T, ODataContext, TResource> toResource) =>
        new ValueResult<T>(result, (http, value) => WriteJsonAsync(http, json, toResource(value, ODataContext.FromRequest(http.Request))));

    /// <summary>200 with a resource.</summary>
    public static IResult Json<T, TResource>(T value, JsonSerializerContext json, Func<T, ODataContext, TResource> toResource) =>
        Json(Result<T, Refusal>.Success(value), json, toResource);

    /// <summary>200 with a page of a collection.</summary>
    public static IResult Collection<T, TResource>(CollectionPage<T> page, JsonSerializerContext json, Func<T, ODataContext, TResource> toResource) =>
        Collection(Result<CollectionPage<T>, Refusal>.Success(page), json, toResource);

    /// <summary>200 with a page of a collection.</summary>
    public static IResult Collection<T, TResource>(
        Result<CollectionPage<T>, Refusal> result, JsonSerializerContext json, Func<T, ODataContext, TResource> toResource) =>
        new ValueResult<CollectionPage<T>>(result, (http, page) =>
        {
            var context = ODataContext.FromRequest(http.Request);
            if (page.PreferredPageSize is { } size)
                http.Response.Headers["Preference-Applied"] = MaxPageSizePreference.FormatApplied(size);
            return WriteJsonAsync(http, json, new CollectionResource<TResource>
            {
                Context = context.ForCollection(page.Context),
                Count = page.Count,
                NextLink = NextLink.Create(http.Request, page.NextSkipToken),
                Value = [.. page.Items.Select(item => toResource(item, context))],
            });
        });

    /// <summary>201 with a resource and its <c>Location</c>.</summary>
    public static IResult CreatedEntity<T, TResource>(
        Result<T, Refusal> result, Func<T, string> getLocation, JsonSerializerContext json, Func<T, ODataContext, TResource> toResource) =>
        new ValueResult<T>(result, (http, value) =>
        {
            SetCreated(http.Response, getLocation(value));
            return WriteJsonAsync(http, json, toResource(value, ODataContext.FromRequest(http.Request)));
        });

    /// <summary>A media resource: 201 when <paramref name="getLocation"/> returns a location, otherwise 200. Warnings are logged.</summary>
    public static IResult Xml<T>(
        Result<T, Refusal> result,
        Func<T, ReadOnlyMemory<byte>> getBytes,
        Func<T, string?>? getLocation = null,
        Func<T, IReadOnlyList<Finding>>? getWarnings = null) =>
        new ValueResult<T>(result, (http, value) =>
        {
            GraphRequestContext.Get(http).Warnings = getWarnings?.Invoke(value) ?? [];
            if (getLocation?.Invoke(value) is { } location)
                SetCreated(http.Response, location);
            return WriteBytesAsync(http, "application/xml", getBytes(value));
        });

    /// <summary>204.</summary>
    public static IResult NoContent<T>(Result<T, Refusal> result) => new ValueResult<T>(result, (http, _) =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>A <c>$count</c>: plain text, digits only (conventions 3 [E]).</summary>
    public static IResult Count(Result<int, Refusal> result) => new ValueResult<int>(result, (http, value) =>
    {
        http.Response.Headers["OData-Version"] = "4.0";
        return WriteBytesAsync(http, "text/plain", Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    });

    public static IResult Error(GraphError error) => new ErrorResult(error);

    private static void SetCreated(HttpResponse response, string location)
    {
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.Location = location;
    }

    private static Task WriteJsonAsync<TResource>(HttpContext http, JsonSerializerContext json, TResource resource)
    {
        http.Response.Headers["OData-Version"] = "4.0";
        var bytes = ResourceSerializer.Serialize(http, json, resource);
        return GraphResponseWriter.WriteAsync(http, GraphRequestContext.Get(http).Format.ContentType, bytes, includeContentLength: false);
    }

    private static Task WriteBytesAsync(HttpContext http, string contentType, ReadOnlyMemory<byte> bytes) =>
        GraphResponseWriter.WriteAsync(http, contentType, bytes, includeContentLength: true);

    private sealed class ValueResult<T>(Result<T, Refusal> result, Func<HttpContext, T, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => result.TryGetValue(out var value, out var refusal)
            ? write(httpContext, value)
            : GraphErrorWriter.WriteAsync(httpContext, httpContext.RequestServices.GetRequiredService<RefusalMapper>().Map(refusal));
    }

    private sealed class ErrorResult(GraphError error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => GraphErrorWriter.WriteAsync(httpContext, error);
    }
}
