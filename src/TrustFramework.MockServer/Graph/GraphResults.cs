using System.Globalization;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>Everything a handler can answer. Whatever it is, a refusal becomes Graph's error. A context of JSON is one that has the resource's shape.</summary>
internal static class GraphResults
{
    /// <summary>200 with a resource.</summary>
    public static IResult Json<T, TResource>(Result<T, Refusal> outcome, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new ValueResult<T>(outcome, (http, value) => WriteJsonAsync(http, json, shape(value, ODataContext.FromRequest(http.Request))));

    /// <summary>200 with a resource.</summary>
    public static IResult Json<T, TResource>(T value, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        Json(Result<T, Refusal>.Success(value), json, shape);

    /// <summary>200 with a page of a collection.</summary>
    public static IResult Collection<T, TResource>(CollectionPage<T> page, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        Collection(Result<CollectionPage<T>, Refusal>.Success(page), json, shape);

    /// <summary>200 with a page of a collection; resources are made for its entities and no others.</summary>
    public static IResult Collection<T, TResource>(
        Result<CollectionPage<T>, Refusal> page, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new ValueResult<CollectionPage<T>>(page, (http, found) =>
        {
            var context = ODataContext.FromRequest(http.Request);
            if (found.PreferredPageSize is { } size)
                http.Response.Headers["Preference-Applied"] = MaxPageSizePreference.FormatApplied(size);
            return WriteJsonAsync(http, json, new CollectionResource<TResource>
            {
                Context = context.ForCollection(found.Context),
                Count = found.Count,
                NextLink = NextLink.Create(http.Request, found.NextSkipToken),
                Value = [.. found.Items.Select(item => shape(item, context))],
            });
        });

    /// <summary>201 with a resource and its <c>Location</c>.</summary>
    public static IResult CreatedEntity<T, TResource>(
        Result<T, Refusal> outcome, Func<T, string> location, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new ValueResult<T>(outcome, (http, value) =>
        {
            SetCreated(http.Response, location(value));
            return WriteJsonAsync(http, json, shape(value, ODataContext.FromRequest(http.Request)));
        });

    /// <summary>200 with a media resource's bytes, or 201 when <paramref name="location"/> has one to give.</summary>
    public static IResult Xml<T>(Result<T, Refusal> outcome, Func<T, ReadOnlyMemory<byte>> bytes, Func<T, string?>? location = null) =>
        new ValueResult<T>(outcome, (http, value) =>
        {
            if (location?.Invoke(value) is { } there)
                SetCreated(http.Response, there);
            return WriteBytesAsync(http, "application/xml", bytes(value));
        });

    /// <summary>204.</summary>
    public static IResult NoContent<T>(Result<T, Refusal> outcome) => new ValueResult<T>(outcome, (http, _) =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>A <c>$count</c>: plain text, digits only (conventions 3 [E]).</summary>
    public static IResult Count(Result<int, Refusal> outcome) => new ValueResult<int>(outcome, (http, value) =>
    {
        http.Response.Headers["OData-Version"] = "4.0";
        return WriteBytesAsync(http, "text/plain", System.Text.Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    });

    public static IResult Error(GraphError problem) => new ErrorResult(problem);

    private static void SetCreated(HttpResponse response, string location)
    {
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.Location = location;
    }

    private static Task WriteJsonAsync<TResource>(HttpContext http, JsonSerializerContext json, TResource resource)
    {
        http.Response.Headers["OData-Version"] = "4.0";
        return GraphResponseWriter.WriteAsync(http, GraphRequestContext.Get(http).Format.ContentType, ResourceSerializer.Serialize(http, json, resource), includeContentLength: false);
    }

    private static Task WriteBytesAsync(HttpContext http, string type, ReadOnlyMemory<byte> bytes) =>
        GraphResponseWriter.WriteAsync(http, type, bytes, includeContentLength: true);

    private sealed class ValueResult<T>(Result<T, Refusal> outcome, Func<HttpContext, T, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => outcome.Error is { } refusal
            ? GraphErrorWriter.WriteAsync(httpContext, httpContext.RequestServices.GetRequiredService<RefusalMapper>().Map(refusal))
            : write(httpContext, outcome.Value);
    }

    private sealed class ErrorResult(GraphError problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => GraphErrorWriter.WriteAsync(httpContext, problem);
    }
}
