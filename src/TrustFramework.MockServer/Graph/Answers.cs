using System.Globalization;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>Everything a handler can answer. Whatever it is, a refusal becomes Graph's error. A context of JSON is one that has the resource's shape.</summary>
internal static class Answers
{
    /// <summary>200 with a resource.</summary>
    public static IResult Json<T, TResource>(Outcome<T> outcome, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new Answer<T>(outcome, (http, value) => WriteJsonAsync(http, json, shape(value, ODataContext.Of(http.Request))));

    /// <summary>200 with a page of a collection; resources are made for its entities and no others.</summary>
    public static IResult List<T, TResource>(
        Outcome<Page<T>> page, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new Answer<Page<T>>(page, (http, found) =>
        {
            var context = ODataContext.Of(http.Request);
            if (found.Preferred is { } size)
                http.Response.Headers["Preference-Applied"] = PagePreference.Applied(size);
            return WriteJsonAsync(http, json, new CollectionResource<TResource>
            {
                Context = context.ForList(found.Context),
                Count = found.Count,
                NextLink = NextLink.Of(http.Request, found.Next),
                Value = [.. found.Items.Select(item => shape(item, context))],
            });
        });

    /// <summary>201 with a resource and its <c>Location</c>.</summary>
    public static IResult CreatedJson<T, TResource>(
        Outcome<T> outcome, Func<T, string> location, JsonSerializerContext json, Func<T, ODataContext, TResource> shape) =>
        new Answer<T>(outcome, (http, value) =>
        {
            Created(http.Response, location(value));
            return WriteJsonAsync(http, json, shape(value, ODataContext.Of(http.Request)));
        });

    /// <summary>200 with a media resource's bytes, or 201 when <paramref name="location"/> has one to give.</summary>
    public static IResult Xml<T>(Outcome<T> outcome, Func<T, ReadOnlyMemory<byte>> bytes, Func<T, string?>? location = null) =>
        new Answer<T>(outcome, (http, value) =>
        {
            if (location?.Invoke(value) is { } there)
                Created(http.Response, there);
            return WriteBytesAsync(http, "application/xml", bytes(value));
        });

    /// <summary>204.</summary>
    public static IResult Done<T>(Outcome<T> outcome) => new Answer<T>(outcome, (http, _) =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>A <c>$count</c>: plain text, digits only (conventions 3 [E]).</summary>
    public static IResult Count(Outcome<int> outcome) => new Answer<int>(outcome, (http, value) =>
    {
        http.Response.Headers["OData-Version"] = "4.0";
        return WriteBytesAsync(http, "text/plain", System.Text.Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    });

    public static IResult Refuse(Problem problem) => new Refused(problem);

    private static void Created(HttpResponse response, string location)
    {
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.Location = location;
    }

    private static Task WriteJsonAsync<TResource>(HttpContext http, JsonSerializerContext json, TResource resource)
    {
        http.Response.Headers["OData-Version"] = "4.0";
        return AnswerWriter.WriteAsync(http, Exchange.Of(http).Format.ContentType, Representations.Of(http, json, resource), saysLength: false);
    }

    private static Task WriteBytesAsync(HttpContext http, string type, ReadOnlyMemory<byte> bytes) =>
        AnswerWriter.WriteAsync(http, type, bytes, saysLength: true);

    private sealed class Answer<T>(Outcome<T> outcome, Func<HttpContext, T, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => outcome.Refusal is { } refusal
            ? ProblemWriter.WriteAsync(httpContext, httpContext.RequestServices.GetRequiredService<RefusalText>().Of(refusal))
            : write(httpContext, outcome.Value);
    }

    private sealed class Refused(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, problem);
    }
}
