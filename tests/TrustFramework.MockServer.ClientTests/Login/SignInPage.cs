using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>
/// A browser without scripts. It opens a page, keeps the values of the form except those that the test sets, and presses a button.
/// </summary>
internal sealed partial class SignInPage
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly string _html;

    private SignInPage(HttpClient http, Uri address, string html)
    {
        _http = http;
        _address = address;
        _html = html;
    }

    public static async Task<SignInPage> OpenAsync(HttpMessageHandler handler, Uri address)
    {
        var http = new HttpClient(handler);
        using var response = await http.GetAsync(address);
        var html = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType).Should().Be((200, "text/html"), html);
        return new SignInPage(http, address, html);
    }

    /// <summary>The text of the page.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(_html, " "));

    /// <summary>Presses a button and returns the parameters of the redirect.</summary>
    /// <param name="button">The text of the button.</param>
    /// <param name="changes">Form fields and their new values.</param>
    public async Task<IReadOnlyDictionary<string, string>> PressAsync(string button, params (string Name, string Value)[] changes)
    {
        using var response = await SubmitAsync(button, changes);
        response.StatusCode.Should().Be(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync());
        var parameters = HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        return parameters.AllKeys.ToDictionary(key => key!, key => parameters[key]!, StringComparer.Ordinal);
    }

    /// <summary>Presses a button whose response is another page.</summary>
    public async Task<SignInPage> NextAsync(string button, params (string Name, string Value)[] changes)
    {
        using var response = await SubmitAsync(button, changes);
        var html = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, html);
        return new SignInPage(_http, response.RequestMessage!.RequestUri!, html);
    }

    private async Task<HttpResponseMessage> SubmitAsync(string button, (string Name, string Value)[] changes)
    {
        var form = Form().Matches(_html).Single(candidate => Buttons(candidate.Value).Any(found => found.Text == button));
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var attributes in Input().Matches(form.Value).Select(input => Attributes(input.Value)))
        {
            if (attributes.TryGetValue("name", out var name) && IsSent(attributes) && changes.All(change => change.Name != name))
                fields.Add(new(name, attributes.GetValueOrDefault("value", "on")));
        }

        foreach (Match select in Select().Matches(form.Value))
        {
            var name = Attributes(select.Groups["tag"].Value)["name"];
            var options = Option().Matches(select.Value).Select(option => Attributes(option.Value)).ToList();
            if (changes.All(change => change.Name != name))
                fields.Add(new(name, (options.Find(option => option.ContainsKey("selected")) ?? options[0])["value"]));
        }

        fields.AddRange(changes.Select(change => new KeyValuePair<string, string>(change.Name, change.Value)));
        var pressed = Buttons(form.Value).Single(found => found.Text == button).Attributes;
        if (pressed.TryGetValue("name", out var key))
            fields.Add(new(key, pressed.GetValueOrDefault("value", "")));
        using var content = new FormUrlEncodedContent(fields);
        var opening = Attributes(Opening().Match(form.Value).Value);
        var target = opening.TryGetValue("action", out var action) ? new Uri(_address, action) : _address;
        return opening.GetValueOrDefault("method", "get") == "get"
            ? await _http.GetAsync(new UriBuilder(target) { Query = await content.ReadAsStringAsync() }.Uri)
            : await _http.PostAsync(target, content);
    }

    private static bool IsSent(Dictionary<string, string> attributes) => attributes.GetValueOrDefault("type", "text") switch
    {
        "submit" or "button" or "reset" => false,
        "checkbox" or "radio" => attributes.ContainsKey("checked"),
        _ => true,
    };

    private static IEnumerable<(string Text, Dictionary<string, string> Attributes)> Buttons(string form) =>
        Button().Matches(form).Select(button => (WebUtility.HtmlDecode(button.Groups["text"].Value).Trim(), Attributes(button.Groups["tag"].Value)));

    private static Dictionary<string, string> Attributes(string tag) => Attribute().Matches(tag)
        .ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"<form\b.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"<form\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(@"<input\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Input();

    [GeneratedRegex(@"(?<tag><select\b[^>]*>).*?</select>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Select();

    [GeneratedRegex(@"<option\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Option();

    [GeneratedRegex(@"(?<tag><button\b[^>]*>)(?<text>.*?)</button>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Button();

    [GeneratedRegex(@"\s(?<name>[\w-]+)(=""(?<value>[^""]*)"")?", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag();
}
