# docker build -t crosspost .                          without a browser
# docker build -t crosspost:browser --target browser . with Chromium, for --render
# docker run --rm -v "$PWD:/site" crosspost https://example.org/article
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN python -m venv /opt/crosspost && /opt/crosspost/bin/pip install --no-cache-dir '.[pictures,warc]'

FROM python:3.13-slim AS slim
COPY --from=build /opt/crosspost /opt/crosspost
RUN useradd --create-home --uid 1000 crosspost
USER crosspost
WORKDIR /site
ENV LANG=C.UTF-8
ENTRYPOINT ["/opt/crosspost/bin/crosspost"]

FROM slim AS browser
USER root
RUN apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
USER crosspost

# The default: the last stage.
FROM slim
