(function () {
  "use strict";
  var d = document, picked = [], pressed = null, busy = false;
  if (!window.FormData || !window.DOMParser || !window.Promise || !Element.prototype.closest) return;
  d.documentElement.className = "js";

  function at(id) { return d.getElementById(id); }

  // A photo of 4 MB becomes one of 0.5 MB: people pay for what they send.
  function shrink(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 4e5 || !window.createImageBitmap)
      return Promise.resolve(file);
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (image) {
      var by = Math.min(1, 2000 / Math.max(image.width, image.height));
      var canvas = d.createElement("canvas"), pen = canvas.getContext("2d");
      canvas.width = Math.round(image.width * by);
      canvas.height = Math.round(image.height * by);
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingQuality = "high";
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      if (image.close) image.close();
      return new Promise(function (done) {
        canvas.toBlob(function (blob) { done(blob && blob.size < file.size ? blob : file); }, "image/jpeg", 0.85);
      });
    }).catch(function () { return file; });
  }

  function complain(text) {
    var alert = at("alert"), line = d.createElement("p");
    alert.textContent = "";
    alert.className = text ? "alert" : "";
    if (!text) return;
    line.textContent = text;
    alert.appendChild(line);
    alert.scrollIntoView({ block: "nearest" });
  }

  function list() {
    var form = at("form"), ul = at("picked");
    ul.textContent = "";
    form.className = picked.length ? "full" : "";
    picked.forEach(function (one, n) {
      var li = d.createElement("li"), name = d.createElement("span"), size = d.createElement("small");
      var off = d.createElement("button");
      name.textContent = one.name;
      size.textContent = (one.body.size / 1e6).toFixed(1) + " MB";
      off.type = "button";
      off.textContent = form.dataset.remove;
      off.setAttribute("aria-label", form.dataset.remove + " " + one.name);
      off.onclick = function () { picked.splice(n, 1); list(); at("camera").focus(); };
      name.appendChild(size);
      li.appendChild(name);
      li.appendChild(off);
      ul.appendChild(li);
    });
  }

  function pick(input) {
    var form = input.form, files = [].slice.call(input.files), work = Promise.resolve();
    complain("");
    files.forEach(function (file) {
      work = work.then(function () { return shrink(file); }).then(function (body) {
        if (body.size > form.dataset.most) complain(form.dataset.large);
        else picked.push({ name: file.name || "?", body: body });
      });
    });
    work.then(function () { input.value = ""; list(); at("send").focus(); });
  }

  function wait(on, text, part) {
    busy = on;
    at("form").classList.toggle("busy", on);
    at("state").textContent = text;
    if (part === null) at("part").removeAttribute("value");
    else at("part").value = part;
  }

  // What was picked stays, to be sent again.
  function lost(why) {
    wait(false, "", 0);
    complain(why || at("form").dataset.lost);
  }

  function show(text, status) {
    var page = new DOMParser().parseFromString(text, "text/html");
    if (!page.querySelector("main")) return lost();
    if (status === 503) return lost(page.querySelector("main p").textContent);
    picked = [];
    busy = false;
    d.title = page.title;
    d.documentElement.lang = page.documentElement.lang;
    d.body.replaceChild(page.querySelector("main"), d.querySelector("main"));
    d.querySelector("h1").focus();
    window.scrollTo(0, 0);
  }

  function send(form) {
    var data = new FormData(), x = new XMLHttpRequest(), button = pressed;
    [].forEach.call(form.querySelectorAll("input[type=hidden]"), function (one) { data.append(one.name, one.value); });
    picked.forEach(function (one) { data.append("file", one.body, one.name); });
    if (button && button.name) data.append(button.name, button.value);
    complain("");
    x.open("POST", location.href);
    x.upload.onprogress = function (e) {
      var part = e.lengthComputable ? Math.round(100 * e.loaded / e.total) : 0;
      if (part < 100) wait(true, form.dataset.sending.replace("#", part), part);
    };
    x.upload.onload = function () { wait(true, form.dataset.checking, null); };
    x.onload = function () { show(x.responseText, x.status); };
    x.onerror = x.onabort = function () { lost(); };
    wait(true, form.dataset.sending.replace("#", 0), 0);
    x.send(data);
  }

  d.addEventListener("click", function (e) { pressed = e.target.closest("button"); });
  d.addEventListener("change", function (e) { if (e.target.type === "file") pick(e.target); });
  d.addEventListener("submit", function (e) {
    e.preventDefault();
    if (!busy) send(e.target);
  });
})();
